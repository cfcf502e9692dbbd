import type { RegionReading } from '@/lib/access/model/inventory'
import { isKnown, type Part } from '@/lib/access/model/part'
import { regionState } from './region-reading'

/** What kinds of target are called in sentences. */
export const LISTED_KINDS = {
  instances: 'DB instances',
  clusters: 'DB clusters',
  proxies: 'proxies',
} as const
type Kind = keyof typeof LISTED_KINDS

type Verb = 'not read' | 'being read' | 'not asked'
const VERBS: Partial<Record<Part['state'], Verb>> = { reading: 'being read', notAsked: 'not asked' }

/** More names than this would bury the count they stand beside. */
const NAMED = 3

function joined(names: readonly string[]): string {
  const shown = names.length > NAMED + 1 ? [...names.slice(0, NAMED), `${names.length - NAMED} more`] : names
  const [last = '', ...rest] = shown.toReversed()
  return rest.length === 0 ? last : `${rest.toReversed().join(', ')} and ${last}`
}

/** `us-west-2`, or `proxies in us-west-2` where its other targets are known. */
function unreadOf({ region, parts }: RegionReading): { subject: string; verb: Verb } | null {
  const kinds = (Object.keys(LISTED_KINDS) as Kind[]).filter(kind => !isKnown(parts[kind]))
  const [first] = kinds
  if (!first) return null
  const all = kinds.length === Object.keys(LISTED_KINDS).length
  const subject = all ? region : `${joined(kinds.map(kind => LISTED_KINDS[kind]))} in ${region}`
  return { subject, verb: VERBS[parts[first].state] ?? 'not read' }
}

/**
 * What a list of targets may be missing, for beside its count: `us-west-2 and proxies in eu-west-1 not read`. Null: every
 * Region was listed whole, now or before.
 */
export function unreadWords(regions: readonly RegionReading[]): string | null {
  const unread = regions.map(unreadOf).filter(found => found !== null)
  const verbs = ['not read', 'being read', 'not asked'] as const
  const said = verbs.flatMap(verb => {
    const subjects = unread.filter(each => each.verb === verb).map(({ subject }) => subject)
    return subjects.length > 0 ? [`${joined(subjects)} ${verb}`] : []
  })
  return said.length > 0 ? said.join('; ') : null
}

/** The same, and what is only known from before: `us-west-2 not read; eu-west-1 known before`. */
export function unreadOrKeptWords(regions: readonly RegionReading[]): string | null {
  const kept = regions.filter(region => regionState(region) === 'kept').map(({ region }) => region)
  const words = [unreadWords(regions), kept.length > 0 ? `${joined(kept)} known before` : null]
  return words.filter(text => text !== null).join('; ') || null
}

/** A count of targets with what it leaves out: `10 targets, us-west-2 not read`. */
export function withUnread(count: string, unread: string | null): string {
  return unread === null ? count : `${count}, ${unread}`
}
