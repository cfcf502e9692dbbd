import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { RefreshButton } from '@/components/refresh-button'
import { SingleKeysChoice } from '@/components/single-keys-choice'
import { ThemeChoice } from '@/components/theme-choice'
import { Panel, PanelRow } from '@/components/ui/panel'
import { readPage } from '@/lib/actions/read-page'
import { KEYS_COOKIE, THEME_COOKIE, themeOf } from '@/lib/preferences'
import { routes } from '@/lib/routes'
import { getOrganization } from '@/lib/services/account/get-organization'
import { getReading } from '@/lib/services/account/get-reading'
import { getReadingCosts } from '@/lib/services/account/get-reading-costs'
import { listJobs } from '@/lib/services/jobs/list-jobs'
import { listSessions } from '@/lib/services/sessions/list-sessions'
import { getSession } from '@/lib/services/shell/get-session'
import { AccountPanel } from './_components/account-panel'
import { CapabilitiesPanel } from './_components/capabilities-panel'
import { JobsPanel } from './_components/jobs-panel'
import { NamePanel } from './_components/name-panel'
import { OrganizationPanel } from './_components/organization-panel'
import { PoliciesPanel } from './_components/policies-panel'
import { ReadingCostsPanel } from './_components/reading-costs-panel'
import { ReadingPanel } from './_components/reading-panel'
import { RegionsPanel } from './_components/regions-panel'
import { SessionsPanel } from './_components/sessions-panel'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const [cookieJar, session, reading, organization, jobs, sessions] = await Promise.all([
    cookies(),
    readPage(async context => ({ ...(await getSession(context)), name: context.actor.name })),
    readPage(context => getReading(context)),
    readPage(context => getOrganization(context)),
    readPage(context => listJobs(context)),
    readPage(context => listSessions(context)),
  ])
  const costs = await readPage(context => getReadingCosts(context))
  if (!reading.ok && reading.code === 'noCredentials') redirect(routes.firstRun())
  const now = new Date().toISOString()
  return (
    <>
      <PageHeader
        title="Settings"
        readAt={reading.ok ? reading.value.readAt : null}
        dates={reading.ok ? reading.value.dates : []}
      />
      {reading.ok ? null : (
        <FailurePanel failure={reading} actions={<RefreshButton look="button">Try again</RefreshButton>} />
      )}
      <div className="grid w-full max-w-240 gap-4 p-5 max-sm:p-4">
        {session.ok ? <NamePanel name={session.value.name} /> : null}
        {session.ok ? <AccountPanel session={session.value} /> : null}
        {reading.ok ? (
          <RegionsPanel account={reading.value.accountId} regions={reading.value.regions} now={now} />
        ) : null}
        {reading.ok ? <OrganizationPanel reading={organization} /> : null}
        <ReadingPanel reading={reading} now={now} />
        {costs.ok && costs.value ? <ReadingCostsPanel costs={costs.value} /> : null}
        {session.ok ? <CapabilitiesPanel capabilities={session.value.capabilities} /> : null}
        <PoliciesPanel />
        <JobsPanel reading={jobs} />
        <SessionsPanel reading={sessions} />
        <Panel title="This browser">
          <PanelRow name="Theme">
            <ThemeChoice theme={themeOf(cookieJar.get(THEME_COOKIE)?.value)} />
          </PanelRow>
          <PanelRow
            name={
              <label id="single-keys-name" htmlFor="single-keys" className="cursor-pointer">
                Single keys
              </label>
            }
          >
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <SingleKeysChoice
                id="single-keys"
                on={cookieJar.get(KEYS_COOKIE)?.value !== 'off'}
                labelledBy="single-keys-name"
              />
              <span className="text-xs text-subtle">
                T, /, ?, G and the keys of the matrix. Always off inside text fields.
              </span>
            </div>
          </PanelRow>
        </Panel>
      </div>
    </>
  )
}
