import { scanFor } from '@/lib/access/columns'
import type { CompiledAccess } from '@/lib/access/compile-access'
import { perAccess } from '@/lib/access/per-access'
import type { Target } from '@/lib/access/target'
import { completeArnPattern, parseArn } from '@/lib/iam/index'
import { connectStatements, type PolicyStatement } from './connect-statements'
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

export interface ReadResource extends PolicyStatement {
  pattern: string
  line: number
  /** Literal, or with wildcards; null: not spelled as `dbuser:id/user`. */
  id: string | null
  user: string | null
  mistake: Mistake | null
}

const isWild = (text: string) => /[*?$]/.test(text)

/** Every Resource entry of the statements that speak of database logins. */
export const readResources = perAccess((access: CompiledAccess): ReadResource[] =>
  connectStatements(access).flatMap(item => {
    const { resource } = item.statement
    if (!resource || resource.not) return []
    return resource.patterns.map((pattern, at) => {
      const line = resource.patternLines[at] ?? resource.line
      return { ...item, pattern, line, ...partsOf(pattern), mistake: mistakeIn(access, pattern) }
    })
  }),
)

function partsOf(pattern: string): { id: string | null; user: string | null } {
  const resource = parseArn(completeArnPattern(pattern))?.resource ?? ''
  if (!resource.startsWith('dbuser:')) return { id: null, user: null }
  const rest = resource.slice('dbuser:'.length)
  const slash = rest.indexOf('/')
  return slash < 0 ? { id: rest, user: null } : { id: rest.slice(0, slash), user: rest.slice(slash + 1) }
}

function mistakeIn(access: CompiledAccess, pattern: string): Mistake | null {
  const arn = parseArn(completeArnPattern(pattern))
  if (!arn) return null
  const { inventory } = access
  const known = targetIndex(access)
  const wrong = (
    kind: MistakeKind,
    written: string,
    instead: string | null,
    target: Target | null,
  ): Mistake => {
    const corrected = instead === null ? null : pattern.replace(written, instead)
    return { kind, written, instead, corrected, target }
  }
  if (!isWild(arn.service) && arn.service !== 'rds-db')
    return { ...wrong('service', arn.service, null, known.byName.get(pattern)?.[0] ?? null) }
  const { id, user } = partsOf(pattern)
  if (id === null) return null
  const meant = id === null || isWild(id) ? null : targetNamed(access, id, arn.region)
  if (!isWild(arn.partition) && arn.partition !== inventory.partition)
    return {
      ...wrong('partition', arn.partition, inventory.partition, meant),
      ...inPlace(pattern, 'arn', arn.partition, inventory.partition),
    }
  if (!isWild(arn.account) && arn.account !== inventory.accountId)
    return wrong('account', arn.account, inventory.accountId, meant)
  if (isWild(id)) return null
  if (user === null) return wrong('withoutUser', id, null, meant)
  return mistakeInId(access, { pattern, id, user, region: arn.region }, wrong)
}

/** The partition is too short a word to look for anywhere but at the start. */
function inPlace(pattern: string, before: string, written: string, instead: string) {
  return { corrected: pattern.replace(`${before}:${written}:`, `${before}:${instead}:`) }
}

interface Spelled {
  pattern: string
  id: string
  user: string
  region: string
}

function mistakeInId(
  access: CompiledAccess,
  { pattern, id, user, region }: Spelled,
  wrong: (kind: MistakeKind, written: string, instead: string | null, target: Target | null) => Mistake,
): Mistake | null {
  const known = targetIndex(access)
  const target = known.byId.get(id)
  if (target) {
    if (isWild(region) || region === target.region) return null
    const corrected = pattern.replace(`:rds-db:${region}:`, `:rds-db:${target.region}:`)
    return { kind: 'region', written: region, instead: target.region, corrected, target }
  }
  const cluster = known.byMemberId.get(id)
  if (cluster) return wrong('member', id, cluster.resourceId, cluster)
  const named = targetNamed(access, id, region)
  if (named) return wrong('name', id, named.resourceId, named)
  if (!/^(db|cluster|prx)-[A-Za-z0-9]+$/.test(id)) return wrong('name', id, null, null)
  const read = isWild(region)
    ? access.inventory.regions.every(({ status }) => status === 'ok')
    : known.readRegions.has(region)
  if (!read) return null
  const successor = successorOf(access, region, user)
  return wrong('stale', id, successor?.resourceId ?? null, successor)
}

/** By identifier or ARN; where the name stands in several Regions, the one that the pattern says. */
function targetNamed(access: CompiledAccess, text: string, region: string): Target | null {
  const known = targetIndex(access)
  const own = known.byId.get(text) ?? known.byMemberId.get(text)
  if (own) return own
  const named = known.byName.get(text) ?? []
  return named.find(target => target.region === region) ?? (named.length === 1 ? (named[0] ?? null) : null)
}

/** Told only where one single target of the Region was found to have the database user. */
function successorOf(access: CompiledAccess, region: string, user: string): Target | null {
  const having = access.inventory.targets.filter(
    target =>
      target.region === region &&
      target.kind !== 'proxy' &&
      scanFor(access, target)?.users.some(({ name }) => name === user),
  )
  return having.length === 1 ? (having[0] ?? null) : null
}
