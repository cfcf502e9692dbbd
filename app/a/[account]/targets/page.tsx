import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { ReadingBanners } from '@/components/reading-banners'
import { RefreshButton } from '@/components/refresh-button'
import { RefreshWhile } from '@/components/refresh-while'
import { readPage } from '@/lib/actions/read-page'
import { routes } from '@/lib/routes'
import { listTargets } from '@/lib/services/targets/list-targets'
import { NoTargets } from './_components/no-targets'
import { selectTargets } from './_components/select-targets'
import { TargetFilters } from './_components/target-filters'
import { TargetStrip } from './_components/target-strip'
import { TargetTable } from './_components/target-table'
import { parseTargetQuery } from './search-params'

export const metadata: Metadata = { title: 'Targets' }

export default async function TargetsPage({ params, searchParams }: PageProps<'/a/[account]/targets'>) {
  const query = parseTargetQuery({ ...(await searchParams), ...(await params) })
  const reading = await readPage(context => listTargets(context))
  if (!reading.ok && reading.code === 'noCredentials') redirect(routes.firstRun())
  const header = { title: 'Targets', subtitle: 'instances, clusters and proxies' }
  if (!reading.ok)
    return (
      <>
        <PageHeader {...header} />
        <FailurePanel failure={reading} actions={<RefreshButton look="button">Try again</RefreshButton>} />
      </>
    )
  const { rows, regions, caveats, asFarAsRead, iam, dates, readAt } = reading.value
  const shown = selectTargets(rows, query)
  const settling = rows.some(({ iamAuth }) => iamAuth.state === 'turningOn' || iamAuth.state === 'turningOff')
  return (
    <>
      <PageHeader {...header} readAt={readAt} dates={dates} />
      <RefreshWhile active={settling} />
      <ReadingBanners iam={iam} caveats={caveats} readAt={readAt} />
      {rows.length > 0 ? <TargetStrip reading={reading.value} query={query} /> : null}
      <TargetFilters rows={rows} shown={shown.length} regions={regions} query={query} />
      {shown.length > 0 ? (
        <TargetTable rows={shown} query={query} asFarAsRead={asFarAsRead} />
      ) : (
        <NoTargets rows={rows} regions={regions} query={query} />
      )}
    </>
  )
}
