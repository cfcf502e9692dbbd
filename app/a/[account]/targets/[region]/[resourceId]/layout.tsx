import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { RefreshButton } from '@/components/refresh-button'
import { RefreshWhile } from '@/components/refresh-while'
import { RememberTarget } from '@/components/remember-target'
import { StaleBanner } from '@/components/stale-banner'
import { unreadPolicies } from '@/lib/access/reading/unread-policies'
import { unreadBehindFindings } from '@/lib/findings/reading-coverage'
import { routes } from '@/lib/routes'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { readTarget, refOf, type TargetParams } from './_components/read-target'
import { TargetHeader } from './_components/target-header'
import { TargetTabs } from './_components/target-tabs'

export async function generateMetadata({ params }: { params: TargetParams }) {
  const ref = await refOf(params)
  const reading = await readTarget(ref)
  return { title: reading.ok ? reading.value.target.name : ref.resourceId }
}

const pick = ({ accountId, region, resourceId }: TargetRef): TargetRef => ({ accountId, region, resourceId })

/** Header and tabs of one target. It reads again by itself while RDS is changing the switch. */
export default async function TargetLayout({
  params,
  children,
}: {
  params: TargetParams
  children: ReactNode
}) {
  const ref = await refOf(params)
  const reading = await readTarget(ref)
  const crumbs = [{ label: 'Targets', href: routes.targets(ref.accountId) }]
  if (!reading.ok) {
    if (reading.code === 'notFound') notFound()
    return (
      <>
        <PageHeader title={ref.resourceId} crumbs={crumbs} />
        <FailurePanel failure={reading} actions={<RefreshButton look="button">Try again</RefreshButton>} />
      </>
    )
  }
  const { target, summary, users, findings, kept, caveats, dates, readAt, capabilities } = reading.value
  const stale = caveats.find(({ id }) => id === 'stale')
  // `modifying`, `configuring-iam-database-auth`, `rebooting` pass by themselves; `stopped` does not.
  const changing = /ing(-|$)/.test(target.status) || /^turning/.test(target.iamAuth.state)
  return (
    <div className="page-fills">
      <RememberTarget target={pick(target)} />
      <RefreshWhile active={changing} />
      <PageHeader title={target.name} crumbs={crumbs} readAt={readAt} dates={dates} />
      {kept ? (
        <div className="mx-5 mt-4 max-md:mx-4">
          <StaleBanner readAt={stale ? readAt : kept.at} now={new Date().toISOString()}>
            {stale?.message ?? `RDS has not described ${target.name} again since. ${kept.why}`}
          </StaleBanner>
        </div>
      ) : null}
      <TargetHeader
        target={target}
        account={null}
        usual={reading.value.usualSwitch}
        now={new Date().toISOString()}
        mayMint={capabilities.includes('mint')}
        mayGrant={capabilities.includes('grant')}
      />
      <TargetTabs
        target={pick(target)}
        canConnect={summary?.canConnect ?? null}
        databaseUsers={users.databaseUsers}
        findings={findings}
        unread={unreadPolicies({ caveats })}
        findingsUnread={unreadBehindFindings({ caveats })}
      />
      {children}
    </div>
  )
}
