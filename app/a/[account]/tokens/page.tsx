import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { ReadingBanners } from '@/components/reading-banners'
import { RefreshButton } from '@/components/refresh-button'
import { readPage } from '@/lib/actions/read-page'
import { can } from '@/lib/operator/operator'
import { KEYS_COOKIE } from '@/lib/preferences'
import { routes } from '@/lib/routes'
import { listConnections } from '@/lib/services/tokens/list-connections'
import { TokenDesk } from './_components/token-desk'
import { parseTokenQuery } from './search-params'

export const metadata: Metadata = { title: 'Issue token' }

export default async function TokensPage({ searchParams }: PageProps<'/a/[account]/tokens'>) {
  const query = parseTokenQuery(await searchParams)
  const wanted = query.resourceId ? { resourceId: query.resourceId, databaseUser: query.user } : null
  const reading = await readPage(async context => ({
    connections: await listConnections(context, { signAs: query.as, wanted, find: query.q ?? '' }),
    mayMint: can(context, 'mint'),
    operatorName: context.actor.name,
  }))
  if (!reading.ok && reading.code === 'noCredentials') redirect(routes.firstRun())
  if (!reading.ok)
    return (
      <>
        <PageHeader title="Issue token" />
        <FailurePanel failure={reading} actions={<RefreshButton look="button">Try again</RefreshButton>} />
      </>
    )
  const { connections, mayMint, operatorName } = reading.value
  const singleKeys = (await cookies()).get(KEYS_COOKIE)?.value !== 'off'
  return (
    <>
      <PageHeader title="Issue token" readAt={connections.readAt} dates={connections.dates} />
      <div className="not-empty:pb-4">
        <ReadingBanners iam={connections.iam} caveats={connections.caveats} readAt={connections.readAt} />
      </div>
      <TokenDesk
        connections={connections}
        wanted={wanted}
        endpoint={query.endpoint}
        find={query.q ?? ''}
        mayMint={mayMint}
        operatorName={operatorName}
        singleKeys={singleKeys}
        now={new Date().toISOString()}
      />
    </>
  )
}
