import { columnsOf, isUsable } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { alikeNames } from '@/lib/access/entries/alike-names'
import type { AccountReading } from '@/lib/access/model/inventory'
import { maySignIn } from '@/lib/access/model/name-inside'
import type { Principal } from '@/lib/access/model/principal'
import { scanBehind } from '@/lib/access/model/scan-behind'
import type { Target } from '@/lib/access/model/target'
import { hostsOf } from '@/lib/access/model/target-hosts'
import type { Verdict } from '@/lib/access/model/verdict'
import { accountReach, reachCounts, targetSummary } from './summary'

/** The target that answers at an endpoint; of a member's, its cluster. */
export function targetAt({ targets }: Pick<AccountReading, 'targets'>, host: string): Target | null {
  return targets.find(target => hostsOf(target).includes(host)) ?? null
}

export interface Found {
  /** `canConnect` null: not evaluated. */
  targets: { target: Target; canConnect: number | null }[]
  principals: { principal: Principal; verdict: Verdict | null; detail: string | null }[]
  databaseUsers: { name: string; target: Target; detail: string; verdict: Verdict | null }[]
  /** The same names over the whole account, where they stand on more than one target. */
  databaseUsersOverall: { name: string; targets: number }[]
}

const LIMIT = 6
const FEW = 2

const NOT_FOUND = 4
const joined = (text: string) => text.replace(/[-_./\s]/g, '')

/** Exact, then starting with the term, then holding it, then by something else that is known; misspelled ones last. */
export function ranked<Item>(
  items: readonly Item[],
  term: string,
  textsOf: (item: Item) => string[],
  limit = LIMIT,
): Item[] {
  const bare = joined(term)
  const score = (item: Item) => {
    const [name = '', ...rest] = textsOf(item).map(text => text.toLowerCase())
    if (name === term) return 0
    if (name.startsWith(term)) return 1
    if (name.includes(term)) return 2
    const held = rest.some(text => text.includes(term)) || (bare.length > 3 && joined(name).includes(bare))
    return held ? 3 : NOT_FOUND
  }
  const scored = items.map((item, at) => ({ item, at, rank: term ? score(item) : 1 }))
  const found = scored
    .filter(({ rank }) => rank < NOT_FOUND)
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .slice(0, limit)
    .map(({ item }) => item)
  if (found.length >= limit) return found
  const others = scored.filter(({ rank }) => rank === NOT_FOUND)
  const alike = alikeNames(
    others.map(({ item }) => textsOf(item)[0] ?? ''),
    term,
  )
  return [...found, ...alike.flatMap(at => others[at]?.item ?? []).slice(0, limit - found.length)]
}

/** Every name that a target answers to: its endpoints and its members' too. */
const namesOf = (target: Target) => [
  target.name,
  target.resourceId,
  target.engineLabel,
  ...hostsOf(target),
  ...target.members.flatMap(({ name, resourceId }) => [name, resourceId]),
]

function principalLine(access: CompiledAccess, principal: Principal): Found['principals'][number] {
  const reach = reachCounts(access, principal.arn)
  const count = reach.canConnect + reach.conditional
  if (count > 0) {
    const detail = `reaches ${count} database ${count === 1 ? 'user' : 'users'}`
    return { principal, verdict: reach.canConnect > 0 ? 'canConnect' : 'conditional', detail }
  }
  return { principal, verdict: reach.dormant > 0 ? 'dormant' : null, detail: principal.description }
}

function databaseUsersOverall(access: CompiledAccess, term: string): Found['databaseUsersOverall'] {
  if (!term) return []
  const users = [...accountReach(access).users].map(([name, { all }]) => ({
    name,
    targets: all.ready + all.notReady + all.missing + all.unread,
  }))
  const several = users.filter(({ targets }) => targets > 1).sort((a, b) => b.targets - a.targets)
  return ranked(several, term, ({ name }) => [name]).slice(0, FEW)
}

function databaseUsers(access: CompiledAccess, term: string): Found['databaseUsers'] {
  if (!term) return []
  const users = access.inventory.targets.flatMap(target =>
    columnsOf(access, target)
      .filter(column => column.kind === 'user' || column.kind === 'missing')
      .map(column => ({ column, target })),
  )
  return ranked(users, term, ({ column }) => [column.name]).map(({ column, target }) => ({
    name: column.name,
    target,
    detail: column.kind === 'missing' ? `named in policies, not on ${target.name}` : `on ${target.name}`,
    verdict: column.kind === 'missing' || isUsable(column) === false ? 'dormant' : null,
  }))
}

/** Targets, principals and database users whose names hold the term, a few of each. */
export function searchInventory(access: CompiledAccess, term: string): Found {
  const { targets, principals } = access.inventory
  return {
    targets: ranked(targets, term, namesOf).map(target => ({
      target,
      canConnect: targetSummary(access, target).canConnect,
    })),
    principals: (term
      ? ranked(principals, term, principal => [principal.name, principal.label, principal.arn])
      : []
    ).map(principal => principalLine(access, principal)),
    databaseUsers: databaseUsers(access, term),
    databaseUsersOverall: databaseUsersOverall(access, term),
  }
}

/** The same without IAM: targets and the users inside them are known by themselves; whoever would reach them is not. */
export function searchReading(reading: AccountReading, term: string): Found {
  const users = reading.targets.flatMap(target =>
    target.kind === 'proxy'
      ? []
      : [
          ...new Set((scanBehind(reading, target)?.users ?? []).filter(maySignIn).map(({ name }) => name)),
        ].map(name => ({ name, target })),
  )
  const found = term ? ranked(users, term, ({ name }) => [name]) : []
  return {
    targets: ranked(reading.targets, term, namesOf).map(target => ({ target, canConnect: null })),
    principals: [],
    databaseUsers: found.map(({ name, target }) => ({
      name,
      target,
      detail: `on ${target.name}`,
      verdict: null,
    })),
    databaseUsersOverall: [],
  }
}
