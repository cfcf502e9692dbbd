import { notFound } from 'next/navigation'
import { CaveatList } from '@/components/caveat-list'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { quieter, ReadingBanners } from '@/components/reading-banners'
import { RefreshButton } from '@/components/refresh-button'
import { shownName } from '@/components/shown-name'
import { TabLink, Tabs } from '@/components/ui/tabs'
import { isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import { reaches } from '@/lib/access/model/verdict'
import { readPage } from '@/lib/actions/read-page'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import { getPrincipal } from '@/lib/services/principals/get-principal'
import { ActivityTab } from './_components/activity-tab'
import { PoliciesTab } from './_components/policies-tab'
import { PrincipalHeader } from './_components/principal-header'
import { PrincipalSide } from './_components/principal-side'
import { ReachTab } from './_components/reach-tab'
import { TrustTab } from './_components/trust-tab'
import { parseOnePrincipalQuery } from './search-params'

interface Props {
  params: Promise<{ account: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ searchParams }: Props) {
  const { arn } = parseOnePrincipalQuery(await searchParams)
  return { title: arn.slice(arn.lastIndexOf('/') + 1) || 'Principal' }
}

/** One role or user: what it reaches, who can become it, and the policies that say so. */
export default async function PrincipalPage({ params, searchParams }: Props) {
  const { account } = await params
  const { arn, tab, by, rows } = parseOnePrincipalQuery(await searchParams)
  const reading = await readPage(async context => ({
    ...(await getPrincipal(context, { arn })),
    mayGrant: context.actor.capabilities.includes('grant'),
  }))
  const crumbs = [{ label: 'Principals', href: routes.principals(account) }]
  if (!reading.ok) {
    if (reading.code === 'notFound') notFound()
    return (
      <>
        <PageHeader title="Principal" crumbs={crumbs} />
        <FailurePanel
          failure={reading}
          meaning="Whether this user or role exists, and what it reaches, is not known either."
          actions={<RefreshButton look="button">Try again</RefreshButton>}
        />
      </>
    )
  }
  const {
    principal,
    reach,
    becomes,
    waysCaveat,
    policies,
    unreadPolicies,
    unreached,
    beyond,
    iam,
    dates,
    readAt,
    mayGrant,
  } = reading.value
  const caveats = quieter(reading.value.caveats)
  const ofOthers = tab === 'trust' ? quieter(reading.value.caveatsOfOthers) : []
  const own = policies.filter(policy => !policy.boundary)
  const unread = unreadPolicies.filter(policy => !policy.boundary)
  const link = (name: typeof tab) => routes.principal(arn, { tab: name === 'reach' ? null : name })
  return (
    <div className="page-fills">
      <PageHeader title={shownName(principal.label)} crumbs={crumbs} readAt={readAt} dates={dates} />
      <ReadingBanners
        iam={iam}
        caveats={reading.value.caveats}
        readAt={readAt}
        className="mx-5 mt-3 max-md:mx-4"
      />
      <PrincipalHeader principal={principal} mayGrant={mayGrant} />
      <div className="border-b border-line px-5 pt-2 max-md:px-4">
        <Tabs label="Principal">
          <TabLink
            href={link('reach')}
            current={tab === 'reach'}
            count={beyond ? `${formatNumber(reach.length)}, not all read` : formatNumber(reach.length)}
          >
            Reach
          </TabLink>
          <TabLink
            href={link('policies')}
            current={tab === 'policies'}
            count={unread.length > 0 ? `${formatNumber(own.length)}, not all read` : formatNumber(own.length)}
          >
            Policies
          </TabLink>
          {principal.kind === 'role' && (
            <TabLink href={link('trust')} current={tab === 'trust'} count={formatNumber(becomes.length)}>
              Trust
            </TabLink>
          )}
          <TabLink href={link('activity')} current={tab === 'activity'}>
            Activity
          </TabLink>
        </Tabs>
      </div>
      <div className="flex min-h-0 flex-1 max-lg:flex-col max-lg:overflow-y-auto">
        <div className="min-h-0 min-w-0 flex-1 lg:overflow-y-auto">
          {tab === 'reach' && (
            <ReachTab
              account={principal.accountId}
              arn={arn}
              rows={reach}
              by={by}
              whole={rows === 'all'}
              unreached={unreached}
              beyond={beyond}
              asFarAsRead={isAsFarAsRead(principal)}
            />
          )}
          {tab === 'policies' && <PoliciesTab policies={policies} unread={unreadPolicies} />}
          {tab === 'trust' && (
            <TrustTab trustText={principal.trustText} becomes={becomes} caveat={waysCaveat} />
          )}
          {tab === 'activity' && <ActivityTab principal={principal} />}
          {caveats.length > 0 && (
            <div className="border-t border-line px-5 py-4">
              <CaveatList caveats={caveats} title="What is not known" />
            </div>
          )}
          {ofOthers.length > 0 && (
            <div className="border-t border-line px-5 py-4">
              <CaveatList caveats={ofOthers} title="What is not known of others, who may become it" />
            </div>
          )}
        </div>
        <PrincipalSide
          principal={principal}
          becomes={becomes}
          waysCaveat={waysCaveat}
          waysListed={tab === 'trust'}
          policies={policies}
          unread={unreadPolicies}
          reaches={reach.some(({ verdict }) => reaches(verdict))}
          organizationReadAt={reading.value.organizationReadAt}
          findings={reading.value.findings}
          findingsUnread={reading.value.findingsUnread}
        />
      </div>
    </div>
  )
}
