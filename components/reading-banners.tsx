import type { Caveat } from '@/lib/access/caveat'
import { CaveatBanners } from './caveat-banners'
import { StaleBanner } from './stale-banner'

/** What a list of targets is missing, or shows as it was: the account as a whole, a Region, or IAM. */
export function ReadingBanners({ caveats, readAt }: { caveats: Caveat[]; readAt: string }) {
  const stale = caveats.find(({ id }) => id === 'stale')
  const parts = caveats.filter(
    caveat => caveat !== stale && (caveat.scope === 'region' || caveat.scope === 'iam'),
  )
  return (
    <>
      {stale ? (
        <div className="mx-5 mt-4 max-sm:mx-4">
          <StaleBanner readAt={readAt} now={new Date().toISOString()}>
            {stale.message}
          </StaleBanner>
        </div>
      ) : null}
      <CaveatBanners caveats={parts} className="mx-5 mt-4 max-sm:mx-4" />
    </>
  )
}
