import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { type IntendedEntry, isRegion } from '@/lib/access/decide/intended-entry'
import { targetIndex, targetNamed } from '@/lib/access/decide/target-index'
import type { Target } from '@/lib/access/model/target'
import { matchesWildcard } from '@/lib/iam/index'
import type { Mistake, MistakeKind } from './mistake'
import { isPlaceholder } from './placeholder'
import { regionWasRead, successorOf } from './successor'

const isWild = (text: string) => /[*?$]/.test(text)

function wrong(
  kind: MistakeKind,
  part: NonNullable<Mistake['part']>,
  written: string,
  instead: string | null,
): Mistake {
  const capitals = instead !== null && written.toLowerCase() === instead.toLowerCase()
  return { kind: capitals ? 'arnCapitals' : kind, part, written, instead }
}

/** The whole of a login on another service can be put right; an ARN of a database alone names no user. */
export function serviceMistake({ service, user }: IntendedEntry): Mistake | null {
  if (service === 'rds-db' || /[*?]/.test(service)) return null
  const login = user !== null && (/^rds/i.test(service) || service === '')
  return wrong('service', 'service', service, login ? 'rds-db' : null)
}

export function partitionMistake(
  { inventory }: CompiledAccess,
  { partition }: IntendedEntry,
): Mistake | null {
  if (matchesWildcard(partition, inventory.partition)) return null
  return wrong('partition', 'partition', partition, inventory.partition)
}

export function accountMistake({ inventory }: CompiledAccess, { account }: IntendedEntry): Mistake | null {
  if (matchesWildcard(account, inventory.accountId)) return null
  return wrong('account', 'account', account, inventory.accountId)
}

/** Where the target is; without one, no Region, other capitals, or the Availability Zone in its place. */
export function regionMistake(
  { inventory }: CompiledAccess,
  { region }: IntendedEntry,
  target: Target | null,
): Mistake | null {
  if (target) {
    if (matchesWildcard(region, target.region)) return null
    return wrong('region', 'region', region, target.region)
  }
  const known = inventory.regions.map(each => each.region)
  if (isWild(region) || known.includes(region)) return null
  const like = known.find(each => [region, region.slice(0, -1)].some(text => text.toLowerCase() === each))
  if (like) return wrong('region', 'region', region, like)
  return isRegion(region) ? null : wrong('region', 'region', region, null)
}

export interface IdReading {
  target: Target | null
  mistake: Mistake | null
}

/** What stands where the resource id belongs. */
export function idMistake(access: CompiledAccess, entry: IntendedEntry, meant: Target | null): IdReading {
  const { id, region, user, account } = entry
  if (isWild(id))
    return {
      target: null,
      mistake: isNamePattern(id) || isPlaceholder(id) ? wrong('name', 'id', id, null) : null,
    }
  const known = targetIndex(access)
  const own = known.byId.get(id)
  if (own) return { target: own, mistake: null }
  const misread = (kind: MistakeKind, target: Target | null | undefined): IdReading | null =>
    target ? { target, mistake: wrong(kind, 'id', id, target.resourceId) } : null
  const none = (kind: MistakeKind): IdReading => ({ target: null, mistake: wrong(kind, 'id', id, null) })
  const found =
    misread('member', known.byMemberId.get(id)) ??
    misread('name', known.byAnyCapitals.get(id.trim().toLowerCase())) ??
    misread('name', targetNamed(access, id, region, meant))
  if (found) return found
  if (!/^(db|cluster|prx)-[A-Za-z0-9]+$/.test(id)) return none('name')
  // An id of another account may well be there: nothing here is its successor.
  if (!regionWasRead(access, region) || isForeign(access, account)) return { target: null, mistake: null }
  return misread('stale', successorOf(access, region, user)) ?? none('stale')
}

const isForeign = ({ inventory }: CompiledAccess, account: string) =>
  /^\d{12}$/.test(account) && account !== inventory.accountId

/** A pattern that begins as no resource id does: somebody put a star to a name. */
function isNamePattern(id: string): boolean {
  const start = id.slice(0, id.search(/[*?$]/))
  return !['db-', 'cluster-', 'prx-'].some(each => each.startsWith(start) || start.startsWith(each))
}
