import { formatCount } from '@/lib/format'
import type { ChangeOfParts } from '@/lib/services/activity/list-changes'
import { type ActivityRecord, didWords } from './activity-words'

type Part = ChangeOfParts['entries'][number]

/** A switch that failed is tried again by resuming: its target stays one part, told by its last entry. */
const keyOf = ({ id, action, targetRegion, resourceId }: Part) =>
  action === 'turnOnIamAuth' || action === 'turnOffIamAuth' ? `${targetRegion} ${resourceId}` : String(id)

/** The last entry of each part, newest first as they are given. */
export function lastOfEachPart(entries: readonly Part[]): Part[] {
  const last = new Map<string, Part>()
  for (const entry of entries) if (!last.has(keyOf(entry))) last.set(keyOf(entry), entry)
  return [...last.values()]
}

/** What came of all of it: nothing is told as done while a part is not. */
export function outcomeTogether(parts: readonly Part[]): ActivityRecord['outcome'] {
  const outcomes = new Set(parts.map(({ outcome }) => outcome))
  if (outcomes.has('intended')) return 'intended'
  if (outcomes.has('running')) return 'running'
  const [only] = outcomes
  return outcomes.size === 1 && only ? only : 'partial'
}

/** `turned off IAM authentication`; what was done otherwise in between is named too. */
export function didTogether(parts: readonly Part[]): string {
  const done = parts.filter(({ outcome }) => outcome === 'done' || outcome === 'running')
  const told = done.length > 0 ? done : parts
  return [...new Set(told.map(part => didWords({ ...part, changes: [] })))].join(', ')
}

/** `12 parts: 11 done, 1 not`. */
export function partsWords(parts: readonly Part[]): string {
  const done = parts.filter(({ outcome }) => outcome === 'done').length
  const count = formatCount(parts.length, 'part')
  return done === parts.length ? count : `${count}, ${done} done`
}

const NAMED = 2

/** `orders-prod, billing and 10 more`. */
export function toTogether(parts: readonly Part[]): string {
  const names = [...new Set(parts.map(({ target, principal }) => target ?? principal ?? '').filter(Boolean))]
  const more = names.length - NAMED
  return more > 0 ? `${names.slice(0, NAMED).join(', ')} and ${more} more` : names.join(' and ')
}
