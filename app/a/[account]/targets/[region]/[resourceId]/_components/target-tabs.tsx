import Link from 'next/link'
import { SeverityMark } from '@/components/severity-mark'
import { TabLink, Tabs } from '@/components/ui/tabs'
import { SEVERITIES, type Severity } from '@/lib/findings/finding'
import { formatCount, formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { TargetRef } from '@/lib/services/account/target-ref'

interface TargetTabsProps {
  target: TargetRef
  /** Null: not evaluated; then the tab has no number. */
  canConnect: number | null
  databaseUsers: number | null
  findings: Record<Severity, number> | null
  /** What the number of those who can connect leaves out, and that of the findings. */
  unread: string | null
  findingsUnread: string | null
}

export function TargetTabs(props: TargetTabsProps) {
  const { target, canConnect, databaseUsers, findings } = props
  return (
    <div className="flex items-center border-b border-line px-5 pt-2 max-md:px-4">
      <Tabs label="Target">
        <TabLink
          href={routes.target(target)}
          count={canConnect === null ? null : partly(formatNumber(canConnect), props.unread)}
          title={canConnect === null ? undefined : `${formatCount(canConnect, 'principal')} can connect`}
        >
          Access
        </TabLink>
        <TabLink
          href={routes.targetUsers(target)}
          count={databaseUsers === null ? null : formatNumber(databaseUsers)}
        >
          <span className="max-md:hidden">Database users</span>
          <span className="md:hidden">Users</span>
        </TabLink>
        <TabLink href={routes.targetConnect(target)}>Connect</TabLink>
        <TabLink href={routes.targetSettings(target)}>Settings</TabLink>
        <TabLink href={routes.targetActivity(target)}>Activity</TabLink>
      </Tabs>
      <span className="flex-1" />
      {findings ? <FindingsLink target={target} findings={findings} unread={props.findingsUnread} /> : null}
    </div>
  )
}

const partly = (count: string, unread: string | null) => (unread ? `${count}, not all read` : count)

/** With the mark of the worst of them. */
function FindingsLink({
  target,
  findings,
  unread,
}: {
  target: TargetTabsProps['target']
  findings: Record<Severity, number>
  unread: string | null
}) {
  const worst = SEVERITIES.find(severity => findings[severity] > 0)
  if (!worst) return null
  const total = SEVERITIES.reduce((sum, severity) => sum + findings[severity], 0)
  return (
    <Link
      href={routes.findings(target.accountId, { target: target.resourceId })}
      prefetch={false}
      title={unread ?? undefined}
      className="inline-flex min-h-6 shrink-0 items-center gap-1.5 rounded-sm text-muted hover:text-fg max-md:hidden"
    >
      <SeverityMark severity={worst} size={13} />
      {partly(formatCount(total, 'finding'), unread)}
    </Link>
  )
}
