import Link from 'next/link'
import { VerdictChange } from '@/components/effect-summary'
import { FirstOnScreen } from '@/components/first-on-screen'
import { shownName } from '@/components/shown-name'
import { VerdictMark } from '@/components/verdict-mark'
import { verdictWords } from '@/lib/access/model/as-far-as-read'
import type { AffectedCell } from '@/lib/findings/finding'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'

const SHOWN = 12

function Place({ cell: { databaseUser, target } }: { cell: AffectedCell }) {
  return (
    <span className="block truncate text-xs text-muted" title={`as ${databaseUser} on ${target}`}>
      as <span className="font-mono">{databaseUser}</span> on {target}
    </span>
  )
}

interface AffectedListProps {
  cells: AffectedCell[]
  total: number
  /** What the list leaves out; null: nothing. */
  unread: string | null
}

/** Cells, each before and after the fix that is looked at. */
export function AffectedList({ cells, total, unread }: AffectedListProps) {
  if (total === 0) {
    return (
      <p className="text-muted">
        {unread ? `Nobody’s access is known to change by it. ${unread}.` : 'Nobody’s access changes by it.'}
      </p>
    )
  }
  const [first] = cells
  const alike = cells.every(
    ({ databaseUser, resourceId }) =>
      databaseUser === first?.databaseUser && resourceId === first?.resourceId,
  )
  return (
    <>
      {alike && first ? <Place cell={first} /> : null}
      <ul aria-label="Who is affected">
        <FirstOnScreen most={SHOWN} more={null}>
          {cells.map(cell => (
            <li
              key={`${cell.principalArn} ${cell.resourceId} ${cell.databaseUser}`}
              className="flex items-center gap-3 border-b border-line py-1.5"
            >
              {cell.after === null ? (
                <VerdictMark
                  verdict={cell.before}
                  label={verdictWords(cell.before, cell.asFarAsRead ?? false)}
                  size={13}
                />
              ) : (
                <VerdictChange before={cell.before} after={cell.after} asFarAsRead={cell.asFarAsRead} />
              )}
              <span className="min-w-0">
                <Link
                  href={routes.principal(cell.principalArn)}
                  prefetch={false}
                  className="block truncate font-mono text-xs hover:underline"
                  title={cell.principalArn}
                >
                  {shownName(cell.principalLabel)}
                </Link>
                {alike ? null : <Place cell={cell} />}
              </span>
            </li>
          ))}
        </FirstOnScreen>
      </ul>
      {total > SHOWN ? (
        <p className="mt-2 text-xs text-muted print:hidden">
          and {formatNumber(total - SHOWN)} more; paper and the JSON export list the first {cells.length}
        </p>
      ) : null}
      {total > cells.length ? (
        <p className="mt-2 hidden text-xs text-muted print:block">
          and {formatNumber(total - cells.length)} more connections, which are counted only
        </p>
      ) : null}
    </>
  )
}
