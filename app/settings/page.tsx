import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { CaveatList } from '@/components/caveat-list'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { RefreshButton } from '@/components/refresh-button'
import { SingleKeysChoice } from '@/components/single-keys-choice'
import { ThemeChoice } from '@/components/theme-choice'
import { Panel, PanelRow } from '@/components/ui/panel'
import { readPage } from '@/lib/actions/read-page'
import { KEYS_COOKIE, THEME_COOKIE, themeOf } from '@/lib/preferences'
import { routes } from '@/lib/routes'
import { getOrganization } from '@/lib/services/get-organization'
import { getReadingCosts } from '@/lib/services/get-reading-costs'
import { getSession } from '@/lib/services/get-session'
import { listSessions } from '@/lib/services/list-sessions'
import { listTargets } from '@/lib/services/list-targets'
import { AccountPanel } from './_components/account-panel'
import { CapabilitiesPanel } from './_components/capabilities-panel'
import { OrganizationPanel } from './_components/organization-panel'
import { PoliciesPanel } from './_components/policies-panel'
import { ReadingCostsPanel } from './_components/reading-costs-panel'
import { RegionsPanel } from './_components/regions-panel'
import { SessionsPanel } from './_components/sessions-panel'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const [cookieJar, session, targets, organization, sessions] = await Promise.all([
    cookies(),
    readPage(operator => getSession(operator)),
    readPage(operator => listTargets(operator)),
    readPage(operator => getOrganization(operator)),
    readPage(operator => listSessions(operator)),
  ])
  const costs = await readPage(operator => getReadingCosts(operator))
  if (!targets.ok && targets.code === 'noCredentials') redirect(routes.firstRun())
  const all = targets.ok ? targets.value.caveats : []
  // What is not known of the organisation stands in its own panel.
  const caveats = all.filter(({ scope }) => scope !== 'organization')
  return (
    <>
      <PageHeader title="Settings" readAt={targets.ok ? targets.value.readAt : null} />
      {targets.ok ? null : (
        <FailurePanel failure={targets} actions={<RefreshButton look="button">Try again</RefreshButton>} />
      )}
      <div className="grid w-full max-w-240 gap-4 p-5 max-sm:p-4">
        {session.ok ? <AccountPanel session={session.value} /> : null}
        {targets.ok ? <RegionsPanel regions={targets.value.regions} /> : null}
        {targets.ok ? <OrganizationPanel reading={organization} /> : null}
        <Panel title="What is not known" id="unread">
          <div className="px-4 py-3">
            {caveats.length > 0 ? (
              <CaveatList caveats={caveats} />
            ) : (
              <p className="text-muted">Everything that was asked for was read.</p>
            )}
          </div>
        </Panel>
        {costs.ok && costs.value ? <ReadingCostsPanel costs={costs.value} /> : null}
        {session.ok ? <CapabilitiesPanel capabilities={session.value.capabilities} /> : null}
        <PoliciesPanel />
        <SessionsPanel reading={sessions} />
        <Panel title="This browser">
          <PanelRow name="Theme">
            <ThemeChoice theme={themeOf(cookieJar.get(THEME_COOKIE)?.value)} />
          </PanelRow>
          <PanelRow name={<span id="single-keys">Single keys</span>}>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <SingleKeysChoice on={cookieJar.get(KEYS_COOKIE)?.value !== 'off'} labelledBy="single-keys" />
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
