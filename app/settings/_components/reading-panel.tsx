import { CaveatList } from '@/components/caveat-list'
import { RefreshButton } from '@/components/refresh-button'
import { Panel, PanelRow } from '@/components/ui/panel'
import type { AccountParts } from '@/lib/access/model/inventory'
import { failureOf } from '@/lib/access/model/part'
import { regionState } from '@/lib/access/reading/region-reading'
import type { PageReading } from '@/lib/actions/read-page'
import type { ReadingReport } from '@/lib/services/account/get-reading'
import { PartState } from './part-state'

const NAMES: { part: keyof AccountParts; name: string }[] = [
  { part: 'iam', name: 'Users, roles and policies' },
  { part: 'organization', name: 'Organisation policies' },
  { part: 'credentials', name: 'Age and use of access keys' },
  { part: 'quotas', name: 'IAM quotas' },
  { part: 'scans', name: 'Database users, as last found' },
]

/** Where one failure keeps several parts from being read, its reason stands beside the first. */
function isSaidBefore(parts: AccountParts, at: number): boolean {
  const reasonAt = (index: number) => {
    const name = NAMES[index]?.part
    return (name && failureOf(parts[name])?.message) ?? null
  }
  const reason = reasonAt(at)
  return reason !== null && NAMES.slice(0, at).some((_, before) => reasonAt(before) === reason)
}

const partsOf = ({ parts, regions }: ReadingReport) => [
  ...Object.values(parts).map(({ state }) => state),
  ...regions.flatMap(region => [regionState(region), ...Object.values(region.parts).map(part => part.state)]),
]

/** What was read of the account itself, part by part, and below it all that weakens an answer. */
export function ReadingPanel({ reading, now }: { reading: PageReading<ReadingReport>; now: string }) {
  if (!reading.ok)
    return (
      <Panel title="What was read" id="unread">
        <p className="px-4 py-3 text-muted">The account could not be read, so nothing is known of it now.</p>
      </Panel>
    )
  const { parts, caveats } = reading.value
  // What is not known of the organisation stands in its own panel, why a part was not read beside the part.
  const said = Object.values(parts).flatMap(part => failureOf(part)?.message ?? [])
  const others = caveats.filter(
    ({ scope, message }) => scope !== 'organization' && !said.some(why => message.startsWith(why)),
  )
  const whole = partsOf(reading.value).every(state => state === 'read')
  return (
    <Panel
      title="What was read"
      id="unread"
      actions={whole ? null : <RefreshButton look="button">Read again</RefreshButton>}
    >
      {NAMES.map(({ part, name }, at) => (
        <PanelRow key={part} name={name}>
          <PartState
            part={parts[part]}
            isWhySaid={part === 'organization' || isSaidBefore(parts, at)}
            now={now}
          />
        </PanelRow>
      ))}
      <div className="border-t border-line px-4 py-3">
        {others.length > 0 ? (
          <CaveatList caveats={others} title="What is not known" />
        ) : (
          <p className="text-muted">
            {whole
              ? 'Everything that was asked for was read.'
              : 'Nothing else is missing: what was not read is named above and under Regions.'}
          </p>
        )}
      </div>
    </Panel>
  )
}
