import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { EmptyState } from '@/components/empty-state'
import { FailurePanel } from '@/components/failure-panel'
import { OutcomeKeeper, OutcomePlace } from '@/components/outcome-desk'
import { PageHeader } from '@/components/page-header'
import { ReadingBanners } from '@/components/reading-banners'
import { RefreshButton } from '@/components/refresh-button'
import { ButtonLink } from '@/components/ui/button'
import { readPage } from '@/lib/actions/read-page'
import { removalFromAddress } from '@/lib/grants/removal/removal-address'
import { routes } from '@/lib/routes'
import { planRemoval } from '@/lib/services/grants/plan-removal'
import { RemovalDesk } from './_components/removal-desk'
import { RemovalView } from './_components/removal-view'
import { WayList } from './_components/way-list'

export const metadata: Metadata = { title: 'Remove access' }

/** Every way to end one connection, one of them in full; the address holds which. */
export default function RemoveAccessPage(props: PageProps<'/a/[account]/grants/remove'>) {
  return (
    <OutcomeKeeper>
      <Removal {...props} />
    </OutcomeKeeper>
  )
}

async function Removal({ params, searchParams }: PageProps<'/a/[account]/grants/remove'>) {
  const wish = removalFromAddress({ ...(await searchParams), ...(await params) })
  if (!wish) return <NothingNamed />
  const reading = await readPage(context => planRemoval(context, { wish }))
  if (!reading.ok && reading.code === 'noCredentials') redirect(routes.firstRun())
  if (!reading.ok)
    return (
      <>
        <PageHeader title="Remove access" />
        <FailurePanel
          failure={reading}
          meaning="What lets this connection in is not known, so nothing can be removed here. Nothing was changed."
          actions={<RefreshButton look="button">Try again</RefreshButton>}
        />
      </>
    )
  const { mayGrant, iam, caveats, dates, ...plan } = reading.value
  const { principalArn: who, databaseUser } = wish
  const why = routes.target(wish, { who, as: databaseUser })
  return (
    <div className="page-fills-wide">
      <PageHeader
        title="Remove access"
        crumbs={[{ label: plan.target, href: why }]}
        readAt={plan.asOf}
        dates={dates}
        heading
      />
      <ReadingBanners
        iam={iam}
        caveats={caveats}
        readAt={plan.asOf}
        waits="Nothing is removed until they can be read."
        className="m-4"
      />
      <OutcomePlace title="Nothing was removed.">
        <RemovalDesk
          plan={plan}
          mayGrant={mayGrant}
          ways={<WayList plan={plan} why={why} />}
          view={plan.chosen ? <RemovalView way={plan.chosen} /> : null}
        />
      </OutcomePlace>
    </div>
  )
}

function NothingNamed() {
  return (
    <>
      <PageHeader title="Remove access" />
      <EmptyState
        title="This address names no connection"
        actions={<ButtonLink href={routes.start()}>Choose a target</ButtonLink>}
      >
        A removal begins at a cell of the access matrix: open a target, choose who connects as whom, then
        Remove.
      </EmptyState>
    </>
  )
}
