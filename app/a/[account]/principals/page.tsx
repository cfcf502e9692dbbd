import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { EmptyState } from '@/components/empty-state'
import { FailurePanel } from '@/components/failure-panel'
import { FilterInput } from '@/components/filter-input'
import { PageHeader } from '@/components/page-header'
import { Pager } from '@/components/pager'
import { PRINCIPAL_GROUP_WORDS } from '@/components/principal-icon'
import { PrintBar } from '@/components/print-bar'
import { ReadingBanners } from '@/components/reading-banners'
import { RefreshButton } from '@/components/refresh-button'
import { ButtonLink } from '@/components/ui/button'
import { SegmentedLinks } from '@/components/ui/segmented'
import { readPage } from '@/lib/actions/read-page'
import { formatCount } from '@/lib/format'
import { MOST_ON_PAPER } from '@/lib/most-on-paper'
import { routes } from '@/lib/routes'
import { listPrincipals } from '@/lib/services/principals/list-principals'
import { PrincipalTable } from './_components/principal-table'
import {
  firstDirection,
  GROUPS,
  type PrincipalQuery,
  parsePrincipalQuery,
  principalQuery,
  principalsHref,
} from './search-params'

export const metadata: Metadata = { title: 'Principals' }

function Toolbar({ query, total }: { query: PrincipalQuery; total: number }) {
  const option = (group: PrincipalQuery['group'], label: string) => ({
    value: group ?? 'all',
    label,
    href: principalsHref({ ...query, group }),
  })
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-5 py-2.5 max-sm:px-4">
      <FilterInput
        label="Filter principals"
        placeholder="Filter by name, ARN or tag"
        className="w-64 max-sm:w-full"
      />
      <SegmentedLinks
        label="Kind of principal"
        current={query.group ?? 'all'}
        options={[option(null, 'All'), ...GROUPS.map(group => option(group, PRINCIPAL_GROUP_WORDS[group]))]}
      />
      <span className="flex-1" />
      <ButtonLink href={routes.reach(query.account)} variant="ghost" size="sm">
        Who reaches most
      </ButtonLink>
      <span aria-live="polite" className="text-xs text-muted">
        {formatCount(total, 'principal')}
      </span>
    </div>
  )
}

export default async function PrincipalsPage({ params, searchParams }: PageProps<'/a/[account]/principals'>) {
  const query = parsePrincipalQuery({ ...(await searchParams), ...(await params) })
  const reading = await readPage(context =>
    listPrincipals(context, {
      find: query.q,
      page: query.page,
      ...(query.print ? { perPage: MOST_ON_PAPER } : {}),
      sort: query.sort,
      direction: query.dir ?? firstDirection(query.sort),
      ...(query.group ? { group: query.group } : {}),
    }),
  )
  if (!reading.ok && reading.code === 'noCredentials') redirect(routes.firstRun())
  if (!reading.ok)
    return (
      <>
        <PageHeader title="Principals" />
        <FailurePanel
          failure={reading}
          meaning="This is not an empty account: its users and roles were not read."
          actions={<RefreshButton look="button">Try again</RefreshButton>}
        />
      </>
    )
  const { rows, total, page, pages, asFarAsRead, iam, unread, caveats, dates, readAt } = reading.value
  const now = new Date().toISOString()
  const pageHref = (next: number, print: boolean) =>
    routes.principals(query.account, {
      ...principalQuery(query),
      page: next === 1 ? null : next,
      print: print ? '1' : null,
    })
  return (
    <>
      <PageHeader
        title="Principals"
        subtitle="IAM roles and users, and what they reach"
        readAt={readAt}
        dates={dates}
      />
      <ReadingBanners iam={iam} caveats={caveats} readAt={readAt} />
      {query.print ? (
        <PrintBar back={principalsHref(query)}>{formatCount(total, 'principal')}</PrintBar>
      ) : (
        <Toolbar query={query} total={total} />
      )}
      {rows.length > 0 ? (
        <PrincipalTable rows={rows} query={query} asFarAsRead={asFarAsRead} unread={unread} now={now} />
      ) : (
        <EmptyState
          title="No principal matches"
          actions={<ButtonLink href={routes.principals(query.account)}>Clear filters</ButtonLink>}
        >
          Roles and users of this account are looked for by name, ARN, description and tag.
          {iam.state === 'read' ? null : ' Those made since the policies shown were read are not among them.'}
        </EmptyState>
      )}
      <Pager page={page} pages={pages} href={next => pageHref(next, query.print)} whole={pageHref(1, true)} />
    </>
  )
}
