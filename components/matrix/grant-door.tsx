'use client'
import type { Route } from 'next'
import { createContext, useContext } from 'react'
import { DoorLink } from '../door-link'

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
    <DoorLink
      href={href({ ...(who ? { who } : {}), ...(as ? { as } : {}) })}
      words={words}
      pointerOnly
      className={`invisible size-5 bg-raised shadow-menu group-hover/door:visible focus-visible:visible ${className}`}
    />
  )
}
