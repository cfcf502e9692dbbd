import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { RefreshButton } from '@/components/refresh-button'
import { readPage } from '@/lib/actions/read-page'
import { routes } from '@/lib/routes'
import { listDifferences } from '@/lib/services/reconcile/list-differences'
import { ReconcileDesk } from './_components/reconcile-desk'

export const metadata = { title: 'Reconcile database users' }

/** Where IAM and the users inside the servers do not meet: some are chosen, planned as one, and mended as one. */
export default async function ReconcilePage({
  params,
  searchParams,
}: PageProps<'/a/[account]/database-users'>) {
  const { account } = await params
  const { on } = await searchParams
  const reading = await readPage(listDifferences)
  const crumbs = [{ label: 'Targets', href: routes.targets(account) }]
  if (!reading.ok)
    return (
      <>
        <PageHeader title="Reconcile database users" crumbs={crumbs} />
        <FailurePanel failure={reading} actions={<RefreshButton look="button">Try again</RefreshButton>} />
      </>
    )
  const { targets, unread, mayChange, mayGrant } = reading.value
  const only = targets.find(({ target }) => target.resourceId === on) ?? null
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader title="Reconcile database users" crumbs={crumbs} />
      <ReconcileDesk
        key={only?.target.resourceId ?? 'all'}
        targets={only ? [only] : targets.filter(({ differences }) => differences.length > 0)}
        read={targets.length}
        only={only?.target.name ?? null}
        unread={only ? [] : unread}
        mayChange={mayChange}
        mayGrant={mayGrant}
        account={account}
      />
    </div>
  )
}
