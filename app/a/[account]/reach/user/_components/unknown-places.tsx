import Link from 'next/link'
import { FirstOnScreen } from '@/components/first-on-screen'
import { formatCount, formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { UserReachPage } from '@/lib/services/principals/get-user-reach'

const SHOWN = 24

/** Targets on which it may exist: nobody read their users, and no policy speaks of this one apart. */
export function UnknownPlaces({ places, account }: { places: UserReachPage['unknown']; account: string }) {
  if (places.length === 0) return null
  return (
    <section aria-label="May exist on" className="px-5 pt-4 text-xs max-sm:px-4">
      <h2 className="mb-1.5 text-2xs font-medium text-muted">
        May exist on <span className="font-normal text-subtle">users not read</span>
      </h2>
      <ul className="flex flex-wrap gap-x-5">
        <FirstOnScreen
          most={SHOWN}
          more={
            <li className="flex min-h-6 items-center text-subtle">
              and {formatCount(places.length - SHOWN, 'more target')}
            </li>
          }
        >
          {places.map(({ name, region, resourceId, anyName }) => (
            <li key={`${region}/${resourceId}`} className="flex min-h-6 items-center gap-1.5">
              <Link
                href={routes.target({ accountId: account, region, resourceId }, { as: 'any other user' })}
                prefetch={false}
                title={`${formatCount(anyName, 'principal')} can connect to ${name} as any name`}
                className="rounded-sm hover:underline"
              >
                {name}
              </Link>
              <span className="text-subtle">{formatNumber(anyName)} as any name</span>
            </li>
          ))}
        </FirstOnScreen>
      </ul>
    </section>
  )
}
