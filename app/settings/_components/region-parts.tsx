import { Moment } from '@/components/moment'
import { REGION_PARTS, type RegionPartName, type RegionReading } from '@/lib/access/model/inventory'
import { dateOf, failureOf, type Part } from '@/lib/access/model/part'
import { regionDate } from '@/lib/access/reading/region-reading'
import { LISTED_KINDS } from '@/lib/access/reading/unread-listings'
import { formatUtc } from '@/lib/format'
import { STATE_WORDS, StateMark } from './part-state'

const NAMES: Record<RegionPartName, string> = {
  ...LISTED_KINDS,
  engineSupport: 'engine support',
  parameters: 'TLS parameters',
  tags: 'tags',
}

/** Only what the line of the Region itself does not say already. */
function Detail({ part, region, now }: { part: Part; region: RegionReading; now: string }) {
  if (part.state === 'read') return null
  const date = dateOf(part)
  const ofRegion = regionDate(region)
  if (date && ofRegion && formatUtc(date) === formatUtc(ofRegion)) return null
  const action = failureOf(part)?.missingAction
  return (
    <span className="text-cond">
      {' '}
      {date ? (
        <>
          kept from <Moment iso={date} now={now} />
        </>
      ) : (
        `${STATE_WORDS[part.state].toLowerCase()}${action ? `, add ${action}` : ''}`
      )}
    </span>
  )
}

/** What is asked of a Region, each with its own state; the date of what was read stands in its tip. */
export function RegionParts({ region, now }: { region: RegionReading; now: string }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {REGION_PARTS.map(name => {
        const part = region.parts[name]
        const date = dateOf(part)
        const why = failureOf(part)?.message ?? ('why' in part ? String(part.why) : null)
        const title = [date && `as of ${formatUtc(date)}`, why].filter(Boolean).join('. ')
        return (
          <li key={name} className="inline-flex items-center gap-1.5" title={title}>
            <StateMark state={part.state} />
            <span>
              {NAMES[name]}
              <Detail part={part} region={region} now={now} />
            </span>
          </li>
        )
      })}
    </ul>
  )
}
