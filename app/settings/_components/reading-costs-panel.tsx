import { Moment } from '@/components/moment'
import { Panel, PanelRow } from '@/components/ui/panel'
import { formatCount, formatNumber } from '@/lib/format'
import type { getReadingCosts } from '@/lib/services/account/get-reading-costs'

const PARTS: Record<string, string> = {
  targets: 'targets',
  iam: 'users, roles and policies',
  organization: 'organisation policies',
  quotas: 'quotas',
  records: 'records of this server',
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** What one reading asks of AWS: for whoever minds the account's API rates. */
export function ReadingCostsPanel({
  costs,
}: {
  costs: NonNullable<Awaited<ReturnType<typeof getReadingCosts>>>
}) {
  const calls = Object.entries(costs.calls)
  const total = calls.reduce((sum, [, count]) => sum + count, 0)
  return (
    <Panel title="What reading costs" id="reading-costs">
      <PanelRow name="Last reading">
        {formatCount(total, 'call')} in {seconds(costs.durationMs)}, begun{' '}
        <Moment iso={costs.startedAt} now={new Date().toISOString()} />
      </PanelRow>
      <PanelRow name="Calls by action">
        <ul className="gap-x-8 sm:columns-2">
          {calls.map(([action, count]) => (
            <li key={action}>
              <code>{action}</code> <span className="text-muted">{formatNumber(count)}</span>
            </li>
          ))}
        </ul>
      </PanelRow>
      <PanelRow name="Time by part">
        <ul className="flex flex-wrap gap-x-4">
          {Object.entries(costs.parts).map(([part, ms]) => (
            <li key={part}>
              {PARTS[part] ?? part} <span className="whitespace-nowrap text-muted">{seconds(ms)}</span>
            </li>
          ))}
        </ul>
        <p className="text-xs text-muted">Parts are read side by side, so the times do not add up.</p>
      </PanelRow>
    </Panel>
  )
}
