import { EmptyState } from '@/components/empty-state'
import { ExportMenu } from '@/components/export-menu'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { Pager } from '@/components/pager'
import { PrintBar } from '@/components/print-bar'
import { quieter, ReadingBanners } from '@/components/reading-banners'
import { RefreshButton } from '@/components/refresh-button'
import { ButtonLink } from '@/components/ui/button'
import { VerdictMark } from '@/components/verdict-mark'
import { verdictWords } from '@/lib/access/model/as-far-as-read'
import { readPage } from '@/lib/actions/read-page'
import { formatCount, formatNumber } from '@/lib/format'
import { MOST_ON_PAPER } from '@/lib/most-on-paper'
import { routes } from '@/lib/routes'
import { getUserReach, type UserReachPage } from '@/lib/services/principals/get-user-reach'
import { ReachNotes } from '../_components/reach-notes'
import { ToggleLink } from '../_components/toggle-link'
import { scopeQuery } from '../search-params'
import { UnknownPlaces } from './_components/unknown-places'
import { UserReachTable } from './_components/user-reach-table'
import { COUNTED, notListed, userAnswer } from './_components/user-words'
import { parseUserReachQuery, type UserReachQuery } from './search-params'

interface Props {
  params: Promise<{ account: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ searchParams }: Props) {
  return { title: parseUserReachQuery(await searchParams).name || 'Database user' }
}

function Toolbar({ query, value }: { query: UserReachQuery; value: UserReachPage }) {
  const { account, name, ...scope } = query
  const turned = (patch: Partial<UserReachQuery>) =>
    routes.reachUser(account, name, scopeQuery({ ...scope, ...patch }))
  const exportHref = (format: string) =>
    routes.reachUserExport(account, name, { ...scopeQuery(scope), format })
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-2 px-5 pb-2.5 max-sm:px-4">
      <ToggleLink on={scope.production} href={turned({ production: !scope.production })}>
        Production only
      </ToggleLink>
      <ToggleLink
        on={scope.withoutAdministrators}
        href={turned({ withoutAdministrators: !scope.withoutAdministrators })}
      >
        Without administrators
      </ToggleLink>
      <span className="flex flex-wrap gap-x-4 gap-y-1 text-xs max-sm:order-last max-sm:w-full sm:ml-2">
        {COUNTED.filter(verdict => value.counts[verdict] > 0).map(verdict => (
          <span key={verdict} className="inline-flex items-center gap-1.5">
            <VerdictMark verdict={verdict} size={12} />
            {formatNumber(value.counts[verdict])} {verdictWords(verdict, value.asFarAsRead).toLowerCase()}
          </span>
        ))}
      </span>
      <span className="ml-auto">
        <ExportMenu
          files={{ csv: exportHref('csv'), json: exportHref('json'), zip: exportHref('zip') }}
          {...(value.pages > 1
            ? { paper: routes.reachUser(account, name, { ...scopeQuery(scope), print: '1' }) }
            : {})}
        />
      </span>
    </div>
  )
}

/** One database user name over all targets: who can connect as it where, and why. */
export default async function UserReachPageView({ params, searchParams }: Props) {
  const query = parseUserReachQuery({ ...(await searchParams), ...(await params) })
  const { account, name } = query
  const crumbs = [{ label: 'Reach', href: routes.reach(account, { view: 'users', ...scopeQuery(query) }) }]
  const reading = await readPage(context =>
    getUserReach(context, { ...query, ...(query.print ? { perPage: MOST_ON_PAPER } : {}) }),
  )
  if (!reading.ok)
    return (
      <>
        <PageHeader title={name || 'Database user'} crumbs={crumbs} />
        <FailurePanel
          failure={reading}
          meaning="Who connects as this database user, and where, is not known either."
          actions={<RefreshButton look="button">Try again</RefreshButton>}
        />
      </>
    )
  const { value } = reading
  const { places, page, pages, iam, caveats, dates, readAt } = value
  const pageHref = (next: number, print: boolean) =>
    routes.reachUser(account, name, {
      ...scopeQuery(query),
      page: next === 1 ? null : String(next),
      print: print ? '1' : null,
    })
  return (
    <>
      <PageHeader title={name || 'Database user'} crumbs={crumbs} readAt={readAt} dates={dates} />
      <ReadingBanners iam={iam} caveats={caveats} readAt={readAt} />
      <h1 className="px-5 pt-4 pb-3 text-md font-medium wrap-anywhere max-sm:px-4">
        {name ? userAnswer(name, value) : 'No database user was named.'}
      </h1>
      {places.length > 0 ? (
        <>
          {query.print ? (
            <PrintBar back={routes.reachUser(account, name, scopeQuery(query))}>
              {formatCount(value.rows, 'row')}
            </PrintBar>
          ) : (
            <Toolbar query={query} value={value} />
          )}
          <UserReachTable places={places} name={name} account={account} />
          <Pager
            page={page}
            pages={pages}
            href={next => pageHref(next, query.print)}
            whole={pageHref(1, true)}
          />
        </>
      ) : (
        <EmptyState
          title={value.beyond ? 'No target that was read has it' : 'No target has it'}
          actions={
            <ButtonLink href={routes.reach(account, { view: 'users' })}>Show all database users</ButtonLink>
          }
        >
          Case matters in a database user's name, and filters may leave its targets out.
        </EmptyState>
      )}
      <UnknownPlaces places={value.unknown} account={account} />
      <ReachNotes
        how="Two databases with a user of this name hold two different users: what each may do inside is its own database's matter."
        notes={name ? notListed(value) : []}
        caveats={quieter(caveats)}
      />
    </>
  )
}
