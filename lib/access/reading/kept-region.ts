import type { AccountReading, RegionPartName, RegionReading } from '@/lib/access/model/inventory'
import { isKnown, type Part } from '@/lib/access/model/part'
import type { Target } from '@/lib/access/model/target'
import { keptPart } from './kept-part'
import {
  type FactName,
  LISTING_OF,
  LISTINGS,
  type ListingName,
  type RegionAnswer,
  type UnreadFact,
} from './region-answer'

export interface KeptRegion {
  region: RegionReading
  targets: Target[]
  /** What nothing older stands in for either. */
  unread: UnreadFact[]
}

const NOT_LISTED = 'The targets were not listed, so nothing more was asked of them.'

/** What AWS said of the same target before, in the place of what it did not say now. */
function withFact(target: Target, fact: FactName, older: Target | undefined): Target | null {
  if (!older) return null
  if (fact === 'tags') return older.tags && { ...target, tags: older.tags }
  if (fact === 'parameters') {
    const same = older.tlsEnforced !== null && older.parameterGroup === target.parameterGroup
    return same ? { ...target, tlsEnforced: older.tlsEnforced } : null
  }
  if (fact === 'engineSupport') {
    const classes = (of: Target) =>
      [of.instanceClass, ...of.members.map(member => member.instanceClass)].join()
    const same = older.engineVersion === target.engineVersion && classes(older) === classes(target)
    if (!same || older.iamSupport === 'unknown') return null
    const { iamSupport, iamAuth } = older
    return { ...target, iamSupport, ...(iamSupport === 'no' ? { iamAuth } : {}) }
  }
  if (fact === 'endpointRoles') return withRoles(target, older)
  if (fact === 'endpoints') return { ...target, otherEndpoints: older.otherEndpoints }
  const { proxy } = target
  // None behind it is what an unread one looks like, too.
  return proxy && older.proxy?.targets.length
    ? { ...target, proxy: { ...proxy, targets: older.proxy.targets } }
    : null
}

/** Which hosts there are the cluster said itself; null where one of them was never told of. */
function withRoles(target: Target, older: Target): Target | null {
  const known = new Map(older.otherEndpoints.map(({ host, leadsTo }) => [host, leadsTo]))
  const otherEndpoints = target.otherEndpoints.map(endpoint => {
    const leadsTo = endpoint.leadsTo ?? known.get(endpoint.host)
    return leadsTo ? { ...endpoint, leadsTo } : endpoint
  })
  const open = otherEndpoints.some(({ kind, leadsTo }) => kind === 'custom' && !leadsTo)
  return open ? null : { ...target, otherEndpoints }
}

/** Of databases; an instance and a cluster may bear one name, which then tells neither. */
function idsByName(targets: readonly Target[]): Map<string, string> {
  const databases = targets.filter(({ kind }) => kind !== 'proxy')
  const ids = new Map(databases.map(({ name, resourceId }) => [name, resourceId]))
  const twice = databases.filter(({ name, resourceId }) => ids.get(name) !== resourceId)
  for (const { name } of twice) ids.delete(name)
  return ids
}

/** Members of whom the cluster alone was read, as they were known; and what a proxy names, by the ids known of it. */
function joined(target: Target, older: Target | undefined, ids: ReadonlyMap<string, string>): Target {
  const known = new Map(older?.members.map(member => [member.name, member]))
  const members = target.members.map(member => {
    const before = member.resourceId === '' ? known.get(member.name) : undefined
    return before ? { ...before, role: member.role } : member
  })
  const { proxy } = target
  const targets = proxy?.targets.map(each => {
    return { ...each, resourceId: each.resourceId ?? ids.get(each.name) ?? null }
  })
  // Of a cluster these are its writer's.
  const unread = target.members.some(({ resourceId }) => resourceId === '')
  const ofWriter = unread && older ? older : target
  return {
    ...target,
    members,
    publiclyAccessible: target.publiclyAccessible ?? ofWriter.publiclyAccessible,
    certificateAuthority: target.certificateAuthority ?? ofWriter.certificateAuthority,
    instanceClass: target.instanceClass ?? ofWriter.instanceClass,
    proxy: proxy && targets ? { ...proxy, targets } : null,
  }
}

/** One target that was read by itself: what it did not tell now is as it was told before. */
export function keptTarget(
  target: Target,
  unread: readonly FactName[],
  { targets }: Pick<AccountReading, 'targets'>,
): Target {
  const around = targets.filter(({ region }) => region === target.region)
  const older = around.find(({ resourceId }) => resourceId === target.resourceId)
  return unread.reduce(
    (filled, fact) => withFact(filled, fact, older) ?? filled,
    joined(target, older, idsByName(around)),
  )
}

/** How a part stands that is asked target by target. */
function factPart(
  name: Exclude<RegionPartName, ListingName>,
  answer: RegionAnswer,
  parts: Pick<RegionReading['parts'], ListingName>,
  missing: readonly UnreadFact[],
  older: RegionReading['parts'] | undefined,
): Part {
  const open = missing.find(({ fact }) => fact === name)
  if (open) return open.part
  const asked = name === 'tags' ? LISTINGS : (['instances', 'clusters'] as const)
  if (asked.every(listing => !isKnown(parts[listing]))) return { state: 'notAsked', why: NOT_LISTED }
  const filled = answer.unread.find(({ fact }) => fact === name)?.part
  const old = filled ?? asked.map(listing => parts[listing]).find(({ state }) => state === 'kept')
  if (!old) return { state: 'read', at: answer.at }
  const cause: Part = old.state === 'kept' ? { state: 'failed', why: old.why } : old
  return keptPart(cause, older?.[name])
}

/**
 * What was not read this time stays as it was, kind by kind and fact by fact, under the date at which it was read: a Region
 * that fails has not lost its targets, and a refusal says nothing of them.
 */
export function keptRegion(answer: RegionAnswer, reading: AccountReading | null): KeptRegion {
  const { region } = answer
  const before = reading?.regions.find(each => each.region === region)
  const olderTargets = reading?.targets.filter(target => target.region === region) ?? []
  const byId = new Map(olderTargets.map(target => [target.resourceId, target]))
  const listed = Object.fromEntries(
    LISTINGS.map(name => [name, keptPart(answer.listings[name], before?.parts[name])]),
  ) as Record<ListingName, Part>
  const fresh = new Set(answer.targets.map(target => target.resourceId))
  const kept = olderTargets.filter(
    ({ kind, resourceId }) => listed[LISTING_OF[kind]].state === 'kept' && !fresh.has(resourceId),
  )
  const ids = idsByName([...kept, ...answer.targets])
  const unread: UnreadFact[] = []
  const filled = answer.targets.map(each => {
    const older = byId.get(each.resourceId)
    const facts = answer.unread.filter(({ resourceId }) => resourceId === each.resourceId)
    return facts.reduce(
      (target, fact) => {
        const known = withFact(target, fact.fact, older)
        if (!known) unread.push(fact)
        return known ?? target
      },
      joined(each, older, ids),
    )
  })
  const part = (name: 'engineSupport' | 'parameters' | 'tags') =>
    factPart(name, answer, listed, unread, before?.parts)
  const targets = [...filled, ...kept]
  const parts = {
    ...listed,
    engineSupport: part('engineSupport'),
    parameters: part('parameters'),
    tags: part('tags'),
  }
  return { region: { region, targetCount: targets.length, parts }, targets, unread }
}
