import type { Caveat } from '@/lib/access/caveat'
import type { Part } from '@/lib/access/part'
import { formatAge, formatClock, formatMoment } from '@/lib/format'
import { CaveatBanners } from './caveat-banners'
import { PolicyToAdd } from './policy-to-add'
import { RefreshButton } from './refresh-button'
import { StaleBanner } from './stale-banner'
import { Banner } from './ui/banner'

interface AccessBannersProps {
  /** On which every verdict of the page rests. */
  iam: Part
  caveats: Caveat[]
  /** ISO: of what is shown, and of the server. */
  readAt: string
  now: string
  /** What waits until it can be read again. */
  waits?: string
  /** Around each banner. */
  className?: string
}

const MARGIN = 'mx-5 mt-4 max-sm:mx-4'

/** What weakens everything on the page is said above it: older policies with their own date, Regions that did not answer. */
export function AccessBanners({ iam, caveats, readAt, now, waits, className }: AccessBannersProps) {
  const margin = className ?? MARGIN
  const stale = caveats.find(({ id }) => id === 'stale')
  const others = caveats.filter(
    ({ id, scope }) => id !== 'stale' && id !== 'iam' && (scope === 'region' || scope === 'iam'),
  )
  return (
    <>
      {stale ? (
        <div className={margin}>
          <StaleBanner readAt={readAt} now={now}>
            {stale.message} {waits}
          </StaleBanner>
        </div>
      ) : (
        <KeptPolicies iam={iam} now={now} waits={waits} className={margin} />
      )}
      <CaveatBanners caveats={others} className={margin} />
    </>
  )
}

/** Those that are not said above already. */
export const quieter = (caveats: Caveat[]) =>
  caveats.filter(({ id, scope }) => id !== 'stale' && scope !== 'region' && scope !== 'iam')

interface KeptPoliciesProps {
  iam: Part
  now: string
  waits?: string | undefined
  className?: string | undefined
}

/** Older users, roles and policies still stand in, under their own date. */
export function KeptPolicies({ iam, now, waits, className }: KeptPoliciesProps) {
  if (iam.state !== 'kept') return null
  const { message, answer, missingAction, at } = iam.why
  return (
    <Banner
      tone="warning"
      title={`Policies as of ${formatMoment(iam.at, now)} UTC, ${formatAge(iam.at, now)}.`}
      actions={
        <>
          {missingAction ? <PolicyToAdd action={missingAction} /> : null}
          <RefreshButton look="button">Retry</RefreshButton>
        </>
      }
      {...(className ? { className } : {})}
    >
      {message}
      {answer ? <code className="mx-1.5 text-xs break-words text-fg">{answer}</code> : null} What was changed
      since then is not in it. {waits}
      <span className="ml-1.5 text-xs whitespace-nowrap text-subtle">tried at {formatClock(at)} UTC</span>
    </Banner>
  )
}
