'use client'
import { Plus } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { createContext, useContext } from 'react'

/** What of a grant is known where one stands: a row knows who, a column as whom. */
export type GrantHref = (known: { who?: string; as?: string }) => Route

/** Null: nothing is granted from here. */
export const GrantDoors = createContext<GrantHref | null>(null)

/** Shown under the pointer only; by keyboard N on a cell leads to the same builder. */
export function GrantDoor({ who, as, className = '' }: { who?: string; as?: string; className?: string }) {
  const href = useContext(GrantDoors)
  if (!href) return null
  const words = who ? 'Grant this principal more here' : 'Grant this database user to somebody'
  return (
    <Link
      href={href({ ...(who ? { who } : {}), ...(as ? { as } : {}) })}
      tabIndex={-1}
      prefetch={false}
      aria-label={words}
      title={words}
      className={`invisible grid size-5 shrink-0 place-items-center rounded-sm bg-raised text-accent shadow-menu group-hover/door:visible focus-visible:visible ${className}`}
    >
      <Plus aria-hidden size={12} strokeWidth={2} />
    </Link>
  )
}
