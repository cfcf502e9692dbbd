import { VerdictChange } from '@/components/effect-summary'
import { PrincipalName } from '@/components/principal-icon'
import { classNames } from '@/components/ui/class-names'
import { VerdictMark } from '@/components/verdict-mark'
import { verdictWords } from '@/lib/access/model/as-far-as-read'
import type { Verdict } from '@/lib/access/model/verdict'
import { formatCount } from '@/lib/format'
import type { GrantPlan } from '@/lib/grants/grant-plan'

const reaches = (verdict: Verdict) => verdict === 'canConnect' || verdict === 'conditional'

/** Before → after for every cell that was asked for. */
export function EffectGrid({ grid }: { grid: GrantPlan['grid'] }) {
  return (
    <div className="mt-3 overflow-x-auto rounded-md border border-line">
      <table className="w-full border-collapse text-xs">
        <thead>
          <tr>
            <th scope="col" className="border-b border-line px-3 py-1.5">
              <span className="sr-only">Principal</span>
            </th>
            {grid.columns.map(column => (
              <th
                key={`${column.resourceId}/${column.databaseUser}`}
                scope="col"
                className="border-b border-l border-line px-3 py-1.5 font-mono font-normal whitespace-nowrap max-sm:whitespace-normal"
              >
                <span className="text-subtle">{column.target}/</span>
                {column.databaseUser}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map(row => (
            <tr key={row.principal}>
              <th scope="row" className="border-t border-line px-3 py-1.5 text-left font-normal">
                <PrincipalName label={row.principal} />
              </th>
              {row.cells.map((cell, index) => (
                <Cell
                  key={grid.columns[index]?.databaseUser ?? index}
                  {...cell}
                  asFarAsRead={row.asFarAsRead ?? false}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {grid.hiddenRows > 0 ? (
        <p className="border-t border-line px-3 py-1.5 text-xs text-subtle">
          {formatCount(grid.hiddenRows, 'more member', 'more members')} with the same grant
        </p>
      ) : null}
    </div>
  )
}

function Cell({ before, after, asFarAsRead }: { before: Verdict; after: Verdict; asFarAsRead: boolean }) {
  const opens = reaches(after) && !reaches(before)
  const loosens = before === 'conditional' && after === 'canConnect'
  return (
    <td
      className={classNames(
        'border-t border-l border-line px-3 py-1.5 text-center',
        opens && 'bg-ok-tint',
        loosens && 'bg-cond-tint',
      )}
    >
      <span className="inline-flex items-center gap-2 align-middle">
        {before === after ? (
          <VerdictMark verdict={after} size={13} grown label={verdictWords(after, asFarAsRead)} />
        ) : (
          <VerdictChange before={before} after={after} asFarAsRead={asFarAsRead} />
        )}
        {opens ? <span className="font-semibold text-ok">+1</span> : null}
      </span>
    </td>
  )
}
