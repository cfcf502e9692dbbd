import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { EmptyState } from '@/components/empty-state'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { Pager } from '@/components/pager'
import { PrintBar } from '@/components/print-bar'
import { quieter, ReadingBanners } from '@/components/reading-banners'
import { RefreshButton } from '@/components/refresh-button'
import { ButtonLink } from '@/components/ui/button'
import { readPage } from '@/lib/actions/read-page'
import { formatCount } from '@/lib/format'
import { MOST_ON_PAPER } from '@/lib/most-on-paper'
import { routes } from '@/lib/routes'
import { listReach, type ReachList, type ReachRows } from '@/lib/services/principals/list-reach'
import { PrincipalsTable } from './_components/principals-table'
import { ReachNotes } from './_components/reach-notes'
import { ReachToolbar } from './_components/reach-toolbar'
import { TargetsTable } from './_components/targets-table'
import { unknownsInWords } from './_components/unknowns-in-words'
import { UsersTable } from './_components/users-table'
import { parseReachQuery, printHref, type ReachQuery, type ReachView, reachHref } from './search-params'

export const metadata: Metadata = { title: 'Reach' }

const PER_PAGE = 50

const HOW: Record<ReachView, string> = {
  principals:
    'A target counts once for a principal, as the most that any database user there gives it: reached, else not evaluated, else dormant.',
  targets:
    'A principal counts once for a target, as the most that any database user there gives it: reached, else not evaluated, else dormant.',
  users:
    'A name counts where the access matrix has a column for it: users that were read, and names that policies give. Two databases with the same name hold two different users.',
}

const perPage = ({ print }: ReachQuery) => (print ? MOST_ON_PAPER : PER_PAGE)

function Rows({ list, most, query }: { list: ReachRows; most: number; query: ReachQuery }) {
  const from = (query.page - 1) * perPage(query)
  const to = from + perPage(query)
  if (list.view === 'principals')
    return <PrincipalsTable rows={list.rows.slice(from, to)} most={most} query={query} />
  if (list.view === 'targets')
    return <TargetsTable rows={list.rows.slice(from, to)} most={most} query={query} />
  return <UsersTable rows={list.rows.slice(from, to)} most={most} query={query} />
}

function NoRows({ value, query }: { value: ReachList; query: ReachQuery }) {
  if (value.total === 0 && !query.production && !query.withoutAdministrators)
    return (
      <EmptyState
        title="Nothing to rank"
        actions={<ButtonLink href={routes.settings()}>Show regions</ButtonLink>}
      >
        No target or database user was found in the regions that answered.
      </EmptyState>
    )
  return (
    <EmptyState
      title="Nothing matches"
      actions={
        <ButtonLink href={routes.reach(query.account, { view: query.view })}>Clear filters</ButtonLink>
      }
    >
      The filters hide every row of this list.
    </EmptyState>
  )
}

/** What the list itself may be missing: targets and their users with a Region, users that only an unread policy names. */
function unreadIn({ list, policiesUnread, targetsUnread }: ReachList): string | null {
  if (list.view === 'principals') return null
  return targetsUnread ?? (list.view === 'users' ? policiesUnread : null)
}

/** The whole account: which principals reach most, which targets and database users are reached by most. */
export default async function ReachPage({ params, searchParams }: PageProps<'/a/[account]/reach'>) {
  const asked = parseReachQuery({ ...(await searchParams), ...(await params) })
  const reading = await readPage(context => listReach(context, asked))
  if (!reading.ok && reading.code === 'noCredentials') redirect(routes.firstRun())
  if (!reading.ok)
    return (
      <>
        <PageHeader title="Reach" />
        <FailurePanel
          failure={reading}
          meaning="Who reaches most is not known, so nothing is ranked."
          actions={<RefreshButton look="button">Try again</RefreshButton>}
        />
      </>
    )
  const { list, answer, total, most, unknowns, iam, caveats, dates, readAt } = reading.value
  const shown = list.rows.length
  const pages = Math.max(1, Math.ceil(shown / perPage(asked)))
  const query = { ...asked, page: Math.min(asked.page, pages) }
  return (
    <>
      <PageHeader title="Reach" subtitle="over all targets of the account" readAt={readAt} dates={dates} />
      <ReadingBanners iam={iam} caveats={caveats} readAt={readAt} />
      <p className="px-5 pt-4 pb-3 text-md font-medium max-sm:px-4">{answer}</p>
      {query.print ? (
        <PrintBar back={reachHref(query)}>{formatCount(shown, 'row')}</PrintBar>
      ) : (
        <ReachToolbar query={query} shown={shown} total={total} unread={unreadIn(reading.value)} />
      )}
      {shown > 0 ? (
        <Rows list={list} most={most} query={query} />
      ) : (
        <NoRows value={reading.value} query={query} />
      )}
      <Pager
        page={query.page}
        pages={pages}
        href={page => (query.print ? printHref(query, page) : reachHref(query, page))}
        whole={printHref(query, 1)}
      />
      <ReachNotes how={HOW[query.view]} notes={unknownsInWords(unknowns)} caveats={quieter(caveats)} />
    </>
  )
}
