import Link from 'next/link'
import { VerdictChange } from '@/components/effect-summary'
import { VerdictMark } from '@/components/verdict-mark'
import { VERDICT_WORDS } from '@/lib/access/verdict'
import type { AffectedCell } from '@/lib/findings/finding'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'

const SHOWN = 12

/** Cells, each before and after the fix that is looked at. */
export function AffectedList({ cells, total }: { cells: AffectedCell[]; total: number }) {
  if (total === 0) return <p className="text-muted">Nobody’s access changes by it.</p>
  const shown = cells.slice(0, SHOWN)
  return (
    <>
      <ul>
        {shown.map(({ principalArn, principalLabel, target, resourceId, databaseUser, before, after }) => (
          <li
            key={`${principalArn} ${resourceId} ${databaseUser}`}
            className="flex items-center gap-3 border-b border-line py-1.5"
          >
            {after === null ? (
              <VerdictMark verdict={before} label={VERDICT_WORDS[before]} size={13} />
            ) : (
              <VerdictChange before={before} after={after} />
            )}
            <span className="min-w-0">
              <Link
                href={routes.principal(principalArn)}
                prefetch={false}
                className="block truncate font-mono text-xs hover:underline"
                title={principalArn}
              >
                {principalLabel}
              </Link>
              <span className="block truncate text-xs text-muted" title={`as ${databaseUser} on ${target}`}>
                as <span className="font-mono">{databaseUser}</span> on {target}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {total > shown.length ? (
        <p className="mt-2 text-xs text-muted">
          and {formatNumber(total - shown.length)} more; the JSON export lists the first 50
        </p>
      ) : null}
    </>
  )
}
