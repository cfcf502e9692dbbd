import { CaveatBanners } from '@/components/caveat-banners'
import { StaleBanner } from '@/components/stale-banner'
import type { Caveat } from '@/lib/access/caveat'

/** What weakens every count is said above them: an older reading, regions and IAM that did not answer. */
export function ReachBanners({ caveats, readAt, now }: { caveats: Caveat[]; readAt: string; now: string }) {
  const stale = caveats.find(({ id }) => id === 'stale')
  const others = caveats.filter(
    caveat => caveat !== stale && (caveat.scope === 'region' || caveat.scope === 'iam'),
  )
  return (
    <>
      {stale ? (
        <div className="mx-5 mt-4 max-sm:mx-4">
          <StaleBanner readAt={readAt} now={now}>
            {stale.message}
          </StaleBanner>
        </div>
      ) : null}
      <CaveatBanners caveats={others} className="mx-5 mt-4 max-sm:mx-4" />
    </>
  )
}

/** Those that are not said above already. */
export const quieter = (caveats: Caveat[]) =>
  caveats.filter(({ id, scope }) => id !== 'stale' && scope !== 'region' && scope !== 'iam')
