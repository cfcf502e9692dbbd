import { REGION_PARTS, type RegionPartName, type RegionReading } from '@/lib/access/model/inventory'
import { dateOf, failureOf, type Part } from '@/lib/access/model/part'
import { regionDate } from '@/lib/access/reading/region-reading'
import { LISTED_KINDS } from '@/lib/access/reading/unread-listings'
import { formatMoment } from '@/lib/format'
import { STATE_WORDS, StateMark } from './part-state'

const NAMES: Record<RegionPartName, string> = {
  ...LISTED_KINDS,
  engineSupport: 'engine support',
  parameters: 'TLS parameters',
  tags: 'tags',
}

/** Only what the line of the Region itself does not say already. */
function detailOf(part: Part, region: RegionReading, now: string): string {
  if (part.state === 'read') return ''
  const date = dateOf(part)
  const words = date && `kept from ${formatMoment(date, now)}`
  const ofRegion = regionDate(region)
  if (words) return ofRegion && words === `kept from ${formatMoment(ofRegion, now)}` ? '' : words
  const action = failureOf(part)?.missingAction
  return `${STATE_WORDS[part.state].toLowerCase()}${action ? `, add ${action}` : ''}`
}

/** What is asked of a Region, each with its own state; the date of what was read stands in its tip. */
export function RegionParts({ region, now }: { region: RegionReading; now: string }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {REGION_PARTS.map(name => {
        const part = region.parts[name]
        const date = dateOf(part)
        const why = failureOf(part)?.message ?? ('why' in part ? String(part.why) : null)
        const title = [date && `as of ${formatMoment(date, now)} UTC`, why].filter(Boolean).join('. ')
        const detail = detailOf(part, region, now)
        return (
          <li key={name} className="inline-flex items-center gap-1.5" title={title}>
            <StateMark state={part.state} />
            <span>
              {NAMES[name]}
              {detail ? <span className="text-cond"> {detail}</span> : null}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
