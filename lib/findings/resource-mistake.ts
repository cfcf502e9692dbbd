import type { CompiledAccess } from '@/lib/access/compile-access'
import { regionWasRead, successorOf } from '@/lib/access/successor'
import type { Target } from '@/lib/access/target'
import { type Arn, completeArnPattern, matchesWildcard, parseArn } from '@/lib/iam/index'
import { targetIndex } from './target-index'

export type MistakeKind =
  | 'service'
  | 'partition'
  | 'account'
  | 'region'
  | 'name'
  | 'member'
  | 'stale'
  | 'withoutUser'

/** Why a pattern can never match a target of this account. */
export interface Mistake {
  kind: MistakeKind
  /** The part as written. */
  written: string
  /** What belongs there; null: it cannot be told. */
  instead: string | null
  /** The whole pattern put right. */
  corrected: string | null
  target: Target | null
}

interface Spelled {
  arn: Arn
  id: string
  user: string | null
}

const isWild = (text: string) => /[*?$]/.test(text)

/** The two halves behind `dbuser:`; null: spelled some other way. */
export function connectParts(pattern: string): { id: string; user: string | null } | null {
  const resource = parseArn(completeArnPattern(pattern))?.resource ?? ''
  if (!resource.startsWith('dbuser:')) return null
  const rest = resource.slice('dbuser:'.length)
  const slash = rest.indexOf('/')
  return slash < 0 ? { id: rest, user: null } : { id: rest.slice(0, slash), user: rest.slice(slash + 1) }
}

export function mistakeIn(access: CompiledAccess, pattern: string): Mistake | null {
  const arn = parseArn(completeArnPattern(pattern))
  if (!arn) return null
  if (!isWild(arn.service) && arn.service !== 'rds-db') {
    const target = targetIndex(access).byName.get(pattern)?.[0] ?? null
    return { kind: 'service', written: arn.service, instead: null, corrected: null, target }
  }
  const parts = connectParts(pattern)
  if (!parts) return null
  const spelled = { arn, ...parts }
  const { inventory } = access
  const meant = isWild(parts.id) ? null : targetNamed(access, parts.id, arn.region)
  if (!matchesWildcard(arn.partition, inventory.partition))
    return wrong('partition', spelled, arn.partition, inventory.partition, meant)
  if (!matchesWildcard(arn.account, inventory.accountId))
    return wrong('account', spelled, arn.account, inventory.accountId, meant)
  if (isWild(parts.id)) return null
  if (!parts.user) return wrong('withoutUser', spelled, parts.id, null, meant)
  return mistakeInId(access, spelled)
}

function mistakeInId(access: CompiledAccess, spelled: Spelled): Mistake | null {
  const { id, user, arn } = spelled
  const known = targetIndex(access)
  const target = known.byId.get(id)
  if (target) {
    return matchesWildcard(arn.region, target.region)
      ? null
      : wrong('region', spelled, arn.region, target.region, target)
  }
  const cluster = known.byMemberId.get(id)
  if (cluster) return wrong('member', spelled, id, cluster.resourceId, cluster)
  const named = targetNamed(access, id, arn.region)
  if (named) return wrong('name', spelled, id, named.resourceId, named)
  if (!/^(db|cluster|prx)-[A-Za-z0-9]+$/.test(id)) return wrong('name', spelled, id, null, null)
  if (!regionWasRead(access, arn.region)) return null
  const successor = successorOf(access, arn.region, user)
  return wrong('stale', spelled, id, successor?.resourceId ?? null, successor)
}

const FIELD = {
  partition: 'partition',
  account: 'account',
  region: 'region',
  name: 'id',
  member: 'id',
  stale: 'id',
} as const

function wrong(
  kind: Exclude<MistakeKind, 'service'>,
  { arn, id, user }: Spelled,
  written: string,
  instead: string | null,
  target: Target | null,
): Mistake {
  if (kind === 'withoutUser' || instead === null || user === null)
    return { kind, written, instead: null, corrected: null, target }
  const right = { ...arn, id, [FIELD[kind]]: instead }
  // A target that was found by its id or name is where it is, whatever Region was written.
  const region = target && !isWild(right.region) && FIELD[kind] === 'id' ? target.region : right.region
  const corrected = `arn:${right.partition}:${right.service}:${region}:${right.account}:dbuser:${right.id}/${user}`
  return { kind, written, instead, corrected, target }
}

/** By identifier or ARN; where the name stands in several Regions, the one that the pattern says. */
function targetNamed(access: CompiledAccess, text: string, region: string): Target | null {
  const known = targetIndex(access)
  const own = known.byId.get(text) ?? known.byMemberId.get(text)
  if (own) return own
  const named = known.byName.get(text) ?? []
  return named.find(target => target.region === region) ?? (named.length === 1 ? (named[0] ?? null) : null)
}
