import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { RefreshWhile } from '@/components/refresh-while'
import { RememberTarget } from '@/components/remember-target'
import { routes } from '@/lib/routes'
import { readTarget } from './_components/read-target'
import { TargetHeader } from './_components/target-header'
import { TargetTabs } from './_components/target-tabs'

type Params = Promise<{ region: string; resourceId: string }>

export async function generateMetadata({ params }: { params: Params }) {
  const { region, resourceId } = await params
  const reading = await readTarget(region, resourceId)
  return { title: reading.ok ? reading.value.target.name : resourceId }
}

/** Header and tabs of one target. It reads again by itself while RDS is changing the switch. */
export default async function TargetLayout({ params, children }: { params: Params; children: ReactNode }) {
  const { region, resourceId } = await params
  const reading = await readTarget(region, resourceId)
  const crumbs = [{ label: 'Targets', href: routes.targets() }]
  if (!reading.ok) {
    if (reading.code === 'notFound') notFound()
    return (
      <>
        <PageHeader title={resourceId} crumbs={crumbs} />
        <FailurePanel failure={reading} />
      </>
    )
  }
  const { target, summary, findings, readAt, capabilities } = reading.value
  // `modifying`, `configuring-iam-database-auth`, `rebooting` pass by themselves; `stopped` does not.
  const changing = /ing(-|$)/.test(target.status) || /^turning/.test(target.iamAuth.state)
  return (
    <div className="flex min-h-0 flex-1 flex-col md:h-dvh md:flex-none">
      <RememberTarget region={region} resourceId={resourceId} />
      <RefreshWhile active={changing} />
      <PageHeader title={target.name} crumbs={crumbs} readAt={readAt} />
      <TargetHeader target={target} account={null} mayMint={capabilities.includes('mint')} />
      <TargetTabs
        target={{ region, resourceId }}
        canConnect={summary.canConnect}
        databaseUsers={summary.databaseUsers}
        findings={findings}
      />
      {children}
    </div>
  )
}
