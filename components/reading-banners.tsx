import type { Caveat } from '@/lib/access/model/caveat'
import type { Part } from '@/lib/access/model/part'
import { heaviestFirst } from '@/lib/access/reading/heaviest-first'
import { CaveatBanners } from './caveat-banners'
import { KeptPolicies } from './kept-policies'
import { StaleBanner } from './stale-banner'

interface ReadingBannersProps {
  /** Users, roles and policies. */
  iam: Part
  caveats: readonly Caveat[]
  /** ISO: of what is shown. */
  readAt: string
  /** What waits until it can be read again. */
  waits?: string
  /** Around each banner. */
  className?: string
}

/** What is missing from everything on the page, or older than the rest: each said once, with its own date. */
export function ReadingBanners({
  iam,
  caveats,
  readAt,
  waits,
  className = 'mx-5 mt-4 max-sm:mx-4',
}: ReadingBannersProps) {
  const now = new Date().toISOString()
  const stale = caveats.find(({ id }) => id === 'stale')
  const kept = iam.state === 'kept'
  // Its own banner says it better, with the date of what is shown instead.
  const parts = caveats.filter(
    caveat => saidAbove(caveat) && caveat !== stale && !(kept && caveat.id === 'iam'),
  )
  return (
    <>
      {stale ? (
        <div className={className}>
          <StaleBanner readAt={readAt} now={now}>
            {stale.message} {waits}
          </StaleBanner>
        </div>
      ) : (
        <KeptPolicies iam={iam} now={now} waits={waits} className={className} />
      )}
      <CaveatBanners caveats={parts} className={className} />
    </>
  )
}

const saidAbove = ({ id, scope }: Caveat) => id === 'stale' || scope === 'region' || scope === 'iam'

/** Those that no banner says already, the heaviest first. */
export const quieter = (caveats: readonly Caveat[]) =>
  heaviestFirst(caveats.filter(caveat => !saidAbove(caveat)))
