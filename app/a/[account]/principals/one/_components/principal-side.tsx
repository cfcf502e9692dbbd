import { Check } from 'lucide-react'
import Link from 'next/link'
import { SizeMeter } from '@/components/size-meter'
import { PanelSection, SidePanel } from '@/components/ui/sheet'
import type { HeldPolicy, UnreadHeld } from '@/lib/access/decide/held-policies'
import type { AssumePath } from '@/lib/access/explain/assume-paths'
import { serviceControlInWords } from '@/lib/access/model/organization'
import type { Principal } from '@/lib/access/model/principal'
import { routes } from '@/lib/routes'
import type { PrincipalFinding } from '@/lib/services/principals/get-principal'
import { PrincipalFindings } from './principal-findings'
import { WaysSection } from './ways-section'

interface PrincipalSideProps {
  principal: Principal
  becomes: AssumePath[]
  /** What may still forbid these ways. */
  waysCaveat: string | null
  /** The tab beside it names them all. */
  waysListed: boolean
  policies: HeldPolicy[]
  /** What it holds beside these, of which no text was read. */
  unread: UnreadHeld[]
  reaches: boolean
  organizationReadAt: string
  findings: PrincipalFinding[] | null
  findingsUnread: string | null
}

/** Who can become it, which policies speak of connecting, what limits them. */
export function PrincipalSide({
  principal,
  becomes,
  waysCaveat,
  waysListed,
  policies,
  unread,
  reaches,
  organizationReadAt,
  findings,
  findingsUnread,
}: PrincipalSideProps) {
  const speaking = policies.filter(policy => policy.mentionsConnect && !policy.boundary)
  const limits = policies.filter(policy => policy.boundary)
  const unreadNames = unread.filter(policy => !policy.boundary).map(({ name }) => name)
  const unreadLimit = unread.find(policy => policy.boundary)?.name
  return (
    <SidePanel label="About this principal" className="lg:overflow-y-auto [scrollbar-gutter:stable]">
      {principal.kind === 'role' && (
        <WaysSection
          principal={principal}
          becomes={becomes}
          caveat={waysCaveat}
          listedBeside={waysListed}
          reaches={reaches}
        />
      )}
      <PanelSection title="Policies that mention rds-db:connect">
        {unreadNames.length > 0 && <p className="text-cond">Not read: {unreadNames.join(', ')}.</p>}
        {speaking.length + unreadNames.length === 0 && <p className="text-muted">None.</p>}
        <ul>
          {speaking.map(policy => (
            <li
              key={`${policy.id} ${policy.viaGroup}`}
              className="flex min-h-8 items-center gap-2 border-b border-line text-xs last:border-b-0"
            >
              <Link
                href={routes.principal(principal.arn, { tab: 'policies' })}
                className="min-w-0 flex-1 truncate font-mono text-accent hover:underline"
                title={policy.id}
              >
                {policy.name}
              </Link>
              <span className="text-subtle">
                {policy.viaGroup
                  ? `group ${policy.viaGroup}`
                  : policy.kind === 'inline'
                    ? 'inline'
                    : 'managed'}
              </span>
              <SizeMeter used={policy.size} limit={policy.limit} wide={false} />
            </li>
          ))}
        </ul>
      </PanelSection>
      <PanelSection title="Limits on top">
        {limits.map(policy => (
          <p key={policy.id} className="flex items-start gap-2">
            <Check size={14} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-subtle" />
            <span>
              Boundary <code className="text-xs">{policy.name}</code>{' '}
              {policy.mentionsConnect ? 'speaks of rds-db:connect' : 'does not allow rds-db:connect'}
            </span>
          </p>
        ))}
        {limits.length === 0 && (
          <p className="text-muted">
            {unreadLimit || principal.policies.boundary === 'unread'
              ? `A boundary that could not be read${unreadLimit ? `: ${unreadLimit}` : ''}.`
              : 'No permissions boundary.'}
          </p>
        )}
        <p className="mt-1 text-muted">
          {serviceControlInWords(principal.policies.serviceControl, organizationReadAt)}
        </p>
      </PanelSection>
      <PrincipalFindings account={principal.accountId} findings={findings} unread={findingsUnread} />
    </SidePanel>
  )
}
