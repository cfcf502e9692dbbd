import Link from 'next/link'
import { VerdictChange } from '@/components/effect-summary'
import { PrincipalName } from '@/components/principal-icon'
import { classNames } from '@/components/ui/class-names'
import type { AccessChange } from '@/lib/access/model/access-change'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'

/** Enough to look at; the figures above count all. */
export const SHOWN_CHANGES = 40

/** Every cell that changes, by name, on all targets; the one that was asked for first. */
export function EffectTable({
  effect,
  total = effect.length,
}: {
  effect: AccessChange[]
  /** Where not all of them came. */
  total?: number
}) {
  if (effect.length === 0) return <p className="mt-3 text-muted">No connection changes.</p>
  return (
    <div className="mt-3 max-h-72 overflow-auto rounded-md border border-line">
      <table aria-label="What changes" className="w-full border-collapse text-xs">
        <thead className="sr-only">
          <tr>
            <th scope="col">Before and after</th>
            <th scope="col">Principal</th>
            <th scope="col">Database user</th>
            <th scope="col">Target</th>
          </tr>
        </thead>
        <tbody>
          {effect.slice(0, SHOWN_CHANGES).map((change, index) => (
            <tr
              key={`${change.principalArn} ${change.resourceId} ${change.databaseUser}`}
              className={classNames(
                'max-sm:grid max-sm:grid-cols-[auto_auto_1fr] max-sm:items-center max-sm:py-1',
                index > 0 && 'border-t border-line',
              )}
            >
              <td className="w-16 px-3 py-1.5 whitespace-nowrap max-sm:w-auto max-sm:py-0.5">
                <span className="flex items-center">
                  <VerdictChange
                    before={change.before}
                    after={change.after}
                    asFarAsRead={change.asFarAsRead}
                  />
                </span>
              </td>
              <th
                scope="row"
                className="py-1.5 pr-4 text-left font-normal max-sm:col-span-2 max-sm:min-w-0 max-sm:truncate max-sm:py-0.5"
              >
                <Link
                  href={routes.principal(change.principalArn)}
                  prefetch={false}
                  className="hover:underline"
                >
                  <PrincipalName label={change.principal} />
                </Link>
              </th>
              <td className="py-1.5 pr-4 whitespace-nowrap max-sm:col-start-2 max-sm:py-0.5">
                <span className="text-muted">as</span> <code>{change.databaseUser}</code>
              </td>
              <td className="py-1.5 pr-3 text-right whitespace-nowrap text-muted max-sm:py-0.5 max-sm:text-left">
                {change.target}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > SHOWN_CHANGES ? (
        <p className="border-t border-line px-3 py-1.5 text-xs text-muted">
          and {formatNumber(total - SHOWN_CHANGES)} more
        </p>
      ) : null}
    </div>
  )
}
