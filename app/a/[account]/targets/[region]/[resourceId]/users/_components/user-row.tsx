import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { TableCell, TableRow } from '@/components/ui/table'

interface UserRowProps {
  mark: ReactNode
  name: string
  /** Its panel; null: there is nothing more to show. */
  href: Route | null
  selected?: boolean
  /** The one row that Tab reaches; the arrows reach the others. */
  tabbable: boolean
  signIn: ReactNode
  canDo: string
  principals: ReactNode
  /** What can be done about it, at the end of the line. */
  action: ReactNode
  /** On a phone the other columns become the second line. */
  below: string
}

/** One line of the table; the whole of it leads to the panel, by its name. */
export function UserRow(props: UserRowProps) {
  const { mark, name, href, selected = false, tabbable, below } = props
  const look = 'min-h-6 content-center rounded-sm font-mono text-xs max-md:wrap-anywhere print:min-w-[14ch]'
  return (
    <TableRow tone={selected ? 'selected' : 'rest'} className={href ? 'relative' : ''}>
      <TableCell className="max-md:py-1.5 max-md:whitespace-normal">
        <span className="inline-flex items-center gap-2 [&>svg]:shrink-0">
          {mark}
          {href ? (
            <Link
              href={href}
              scroll={false}
              replace
              prefetch={false}
              data-user-row=""
              data-hit=""
              tabIndex={tabbable ? undefined : -1}
              aria-current={selected ? 'true' : undefined}
              className={`${look} after:absolute after:inset-0 hover:underline`}
            >
              {name}
            </Link>
          ) : (
            <span className={look}>{name}</span>
          )}
        </span>
        <span className="block pl-5.5 text-xs wrap-anywhere text-subtle md:hidden print:hidden">{below}</span>
      </TableCell>
      <TableCell className="max-md:hidden">{props.signIn}</TableCell>
      <TableCell className="w-full max-w-0 truncate text-muted max-md:hidden" title={props.canDo}>
        {props.canDo}
      </TableCell>
      <TableCell numeric>{props.principals}</TableCell>
      <TableCell className="w-px pl-0! max-md:pr-2!">
        <span className="relative flex items-center justify-end gap-1 print:hidden">{props.action}</span>
      </TableCell>
    </TableRow>
  )
}
