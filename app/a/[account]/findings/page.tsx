import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { FailurePanel } from '@/components/failure-panel'
import { OutcomeKeeper, OutcomePlace } from '@/components/outcome-desk'
import { PageHeader } from '@/components/page-header'
import { ReadingBanners } from '@/components/reading-banners'
import { RefreshButton } from '@/components/refresh-button'
import { readPage } from '@/lib/actions/read-page'
import { KEYS_COOKIE } from '@/lib/preferences'
import { routes } from '@/lib/routes'
import { type FindingList, listFindings } from '@/lib/services/findings/list-findings'
import { searchProgress } from '@/lib/services/findings/search-progress'
import { FindingDetail } from './_components/finding-detail'
import { FindingKeys } from './_components/finding-keys'
import { findingHref, findingsHref } from './_components/finding-link'
import { FindingsList } from './_components/findings-list'
import { FindingsOnPaper } from './_components/findings-on-paper'
import { StillLooking } from './_components/still-looking'
import { type FindingQuery, filtersOf, findingFilter, parseFindingQuery } from './search-params'

export const metadata: Metadata = { title: 'Findings' }

/** The list, and beside it one finding with its evidence and its fix. */
async function Screen({ list, query }: { list: FindingList; query: FindingQuery }) {
  const jar = await cookies()
  const now = new Date().toISOString()
  const chosen = query.finding !== null
  const lines = list.entries.flatMap(entry => ('line' in entry ? [entry.line] : entry.group.lines))
  const subject = lines.find(({ id }) => id === query.finding)?.subject
  const crumbs = [{ label: 'Findings', href: findingsHref(filtersOf(query)) }]
  const hrefOf = (id: string | null) => (id === null ? null : findingHref(query, id))
  return (
    <div className="page-fills">
      {chosen ? (
        <PageHeader title={subject ?? 'Finding'} crumbs={crumbs} readAt={list.readAt} dates={list.dates} />
      ) : (
        <PageHeader
          title="Findings"
          subtitle="what is wrong, with its fix"
          readAt={list.readAt}
          dates={list.dates}
        />
      )}
      <ReadingBanners
        iam={list.iam}
        caveats={list.caveats}
        readAt={list.readAt}
        waits="Fixes wait until they can be read."
        className="mx-5 my-3 max-sm:mx-4"
      />
      <FindingKeys
        selected={list.selected}
        previous={hrefOf(list.previous)}
        next={hrefOf(list.next)}
        singleKeys={jar.get(KEYS_COOKIE)?.value !== 'off'}
      />
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <FindingsList list={list} query={query} chosen={chosen} now={now} />
        <section
          aria-label="Finding"
          className={`flex min-h-0 min-w-0 flex-1 flex-col ${chosen ? '' : 'max-md:hidden'}`}
        >
          <OutcomePlace title="The fix was not applied.">
            {list.selected ? <FindingDetail id={list.selected} list={list} query={query} /> : null}
          </OutcomePlace>
        </section>
      </div>
    </div>
  )
}

/** What is wrong in the whole account; while it is looked for, how far that is. */
export default function FindingsPage(props: PageProps<'/a/[account]/findings'>) {
  return (
    <OutcomeKeeper>
      <Findings {...props} />
    </OutcomeKeeper>
  )
}

async function Findings({ params, searchParams }: PageProps<'/a/[account]/findings'>) {
  const query = parseFindingQuery({ ...(await searchParams), ...(await params) })
  const progress = await readPage(searchProgress)
  if (progress.ok && !progress.value.done) return <StillLooking progress={progress.value} />
  if (query.print) return <FindingsOnPaper query={query} />
  const { page, finding: selected, sort, open: opened } = query
  const reading = await readPage(context =>
    listFindings(context, { filter: findingFilter(query), page, selected, sort, opened }),
  )
  if (reading.ok) return <Screen list={reading.value} query={query} />
  if (reading.code === 'noCredentials') redirect(routes.firstRun())
  return (
    <>
      <PageHeader title="Findings" />
      <FailurePanel
        failure={reading}
        meaning="What is wrong is not known either: an empty list would say more than was looked at."
        actions={<RefreshButton look="button">Try again</RefreshButton>}
      />
    </>
  )
}
