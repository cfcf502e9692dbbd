import { Check } from 'lucide-react'
import { CaveatList } from '@/components/caveat-list'
import { FailurePanel } from '@/components/failure-panel'
import { Moment } from '@/components/moment'
import { Panel, PanelRow } from '@/components/ui/panel'
import { VerdictMark } from '@/components/verdict-mark'
import { organizationInWords } from '@/lib/access/model/organization'
import { resourceControlInWords } from '@/lib/access/organization/resource-control'
import type { PageReading } from '@/lib/actions/read-page'
import { formatAccount } from '@/lib/format'
import type { OrganizationReport } from '@/lib/services/account/get-organization'
import { OrganizationLevels } from './organization-levels'
import { OrganizationWays } from './organization-ways'

const TEXTS_WAIT = 'Read. Their texts are shown once users, roles and policies are read too.'

function State({ known, children }: { known: boolean; children: string }) {
  return (
    <span className="flex items-start gap-2">
      <span className="mt-0.5 shrink-0">
        {known ? (
          <Check aria-hidden size={14} strokeWidth={1.75} className="text-ok" />
        ) : (
          <VerdictMark verdict="notEvaluated" />
        )}
      </span>
      {children}
    </span>
  )
}

/** The organisation over this account: what was read of it, level by level, or how to have it read. */
export function OrganizationPanel({ reading }: { reading: PageReading<OrganizationReport> }) {
  return (
    <Panel title="Organisation" id="organization">
      {reading.ok ? <Report report={reading.value} /> : <FailurePanel failure={reading} />}
    </Panel>
  )
}

function Report({ report }: { report: OrganizationReport }) {
  const { organization, levels, caveats, accountId } = report
  const { id, managementAccountId, serviceControl, resourceControl, readAs, readAt } = organization
  const unread = serviceControl.state === 'unread'
  return (
    <>
      <PanelRow name="Organisation policies (SCPs)">
        <State known={!unread}>{levels ? organizationInWords(organization, accountId) : TEXTS_WAIT}</State>
      </PanelRow>
      {id === null ? null : <PanelRow name="Organisation">{id}</PanelRow>}
      {managementAccountId === null ? null : (
        <PanelRow name="Management account">
          {formatAccount(managementAccountId)}
          {managementAccountId === accountId ? <span className="ml-1.5 text-muted">this account</span> : null}
        </PanelRow>
      )}
      {levels && levels.length > 0 ? <OrganizationLevels levels={levels} /> : null}
      <PanelRow name="Resource control policies (RCPs)">
        <State known={resourceControl !== 'unread'}>{resourceControlInWords(organization)}</State>
      </PanelRow>
      <PanelRow name={unread ? 'Asked' : 'Read'}>
        <Moment iso={readAt} now={new Date().toISOString()} />
        <span className="ml-1.5 text-muted">
          {unread ? null : readAs === null ? 'with this server’s own credentials' : <>as {readAs}</>}
        </span>
      </PanelRow>
      {caveats.length > 0 ? (
        <div className="border-b border-line px-4 py-3 last:border-b-0">
          <CaveatList
            caveats={caveats}
            title={organization.serviceControl.state === 'unread' ? 'Why' : 'To keep in mind'}
          />
        </div>
      ) : null}
      {unread ? <OrganizationWays report={report} /> : null}
    </>
  )
}
