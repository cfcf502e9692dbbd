'use client'

import Link from 'next/link'
import type { AccessChange } from '@/lib/access/model/access-change'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import { VerdictChange } from './effect-summary'
import { PrincipalName } from './principal-icon'
import { classNames } from './ui/class-names'
import { usePrinting } from './use-printing'

function Row({ change, first }: { change: AccessChange; first: boolean }) {
  return (
    <tr
      className={classNames(
        'max-sm:grid max-sm:grid-cols-[auto_auto_1fr] max-sm:items-center max-sm:py-1',
        !first && 'border-t border-line',
      )}
    >
      <td className="w-16 px-3 py-1.5 whitespace-nowrap max-sm:w-auto max-sm:py-0.5">
        <span className="flex items-center">
          <VerdictChange before={change.before} after={change.after} asFarAsRead={change.asFarAsRead} />
        </span>
      </td>
      <th
        scope="row"
        className="py-1.5 pr-4 text-left font-normal max-sm:col-span-2 max-sm:min-w-0 max-sm:truncate max-sm:py-0.5"
      >
        <Link href={routes.principal(change.principalArn)} prefetch={false} className="hover:underline">
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
  )
}

interface EffectRowsProps {
  effect: AccessChange[]
  /** With those that were not even sent here. */
  total: number
  most: number
}

/** The first on screen; on paper all that were sent. Drawn in the browser: as markup, thousands would weigh megabytes. */
export function EffectRows({ effect, total, most }: EffectRowsProps) {
  const shown = usePrinting() ? effect : effect.slice(0, most)
  return (
    <tbody>
      {shown.map((change, index) => (
        <Row
          key={`${change.principalArn} ${change.resourceId} ${change.databaseUser}`}
          change={change}
          first={index === 0}
        />
      ))}
      {total > shown.length ? (
        <tr className="border-t border-line">
          <td colSpan={4} className="px-3 py-1.5 text-muted">
            and {formatNumber(total - shown.length)} more
          </td>
        </tr>
      ) : null}
    </tbody>
  )
}
