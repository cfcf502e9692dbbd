import { Plus } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'

interface DoorLinkProps {
  href: Route
  words: string
  /** How it shows itself within a `group/door`, and its size. */
  className: string
  /** The keyboard has another way in. */
  pointerOnly?: boolean
}

/** A plus beside what one points at: to the builder, with what is known there. */
export function DoorLink({ href, words, className, pointerOnly = false }: DoorLinkProps) {
  return (
    <Link
      href={href}
      tabIndex={pointerOnly ? -1 : undefined}
      prefetch={false}
      aria-label={words}
      title={words}
      className={`grid shrink-0 place-items-center rounded-sm text-accent ${className}`}
    >
      <Plus aria-hidden size={pointerOnly ? 12 : 14} strokeWidth={pointerOnly ? 2 : 1.75} />
    </Link>
  )
}
