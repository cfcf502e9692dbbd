import Link from 'next/link'
import { grantQuery } from '@/app/a/[account]/targets/[region]/[resourceId]/_components/cell-links'
import { TargetKindIcon } from '@/components/target-kind-icon'
import { VerdictMark } from '@/components/verdict-mark'
import { isUsable } from '@/lib/access/decide/columns'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { UserPlace } from '@/lib/services/principals/get-user-reach'
import { COUNTED, standingInWords } from './user-words'

/** The target, how the name stands there, and its counts; leads to the matrix with this column alone. */
export function PlaceHead({ place, name, account }: { place: UserPlace; name: string; account: string }) {
  const { target, counts } = place
  return (
    <span className="flex items-start gap-2 sm:sticky sm:top-14">
      <span className="mt-0.5">
        <TargetKindIcon kind={target.kind} />
      </span>
      <span className="min-w-0">
        <Link
          href={routes.target({ ...target, accountId: account }, { find: name, as: name })}
          prefetch={false}
          title={`${name} in the access matrix of ${target.name}`}
          className="block truncate font-medium hover:underline"
        >
          {target.name}
        </Link>
        <span className="block text-xs text-muted">{target.engineLabel}</span>
        <span
          className={`block text-xs ${isUsable(place) === false ? 'text-dorm' : 'text-subtle'} whitespace-normal`}
        >
          {standingInWords(place)}
        </span>
        <span className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-muted">
          {COUNTED.filter(verdict => counts[verdict] > 0).map(verdict => (
            <span key={verdict} className="inline-flex items-center gap-1">
              <VerdictMark verdict={verdict} size={11} label={verdict} />
              {formatNumber(counts[verdict])}
            </span>
          ))}
        </span>
        {place.grantable && (
          <Link
            href={routes.grant(account, grantQuery(target, { as: name }))}
            prefetch={false}
            className="inline-flex min-h-6 items-center text-xs text-accent hover:underline max-sm:hidden print:hidden"
          >
            Grant it to somebody
          </Link>
        )}
      </span>
    </span>
  )
}
