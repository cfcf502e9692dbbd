import { environmentOf, type IamAuthState } from '@/lib/access/model/target'
import { hostsOf } from '@/lib/access/model/target-hosts'
import { SEVERITIES } from '@/lib/findings/finding'
import type { SortKey, StateGroup, TargetQuery } from '../search-params'
import type { TargetRow } from './target-row'

const GROUP: Record<IamAuthState, StateGroup> = {
  on: 'on',
  viaProxy: 'on',
  turningOn: 'pending',
  turningOff: 'pending',
  scheduledOn: 'pending',
  scheduledOff: 'pending',
  pendingOn: 'pending',
  pendingOff: 'pending',
  off: 'off',
  proxyOff: 'off',
  unsupported: 'unsupported',
}

export const NO_ENVIRONMENT = 'untagged'
const TAGS_UNREAD = 'tags not read'

export function stateGroup(row: TargetRow): StateGroup {
  return GROUP[row.iamAuth.state]
}

export function environment(row: TargetRow): string {
  return environmentOf(row) ?? (row.tags ? NO_ENVIRONMENT : TAGS_UNREAD)
}

export const tlsOf = (row: TargetRow) =>
  row.tlsEnforced === null ? null : row.tlsEnforced ? 'enforced' : 'optional'

function saysText(row: TargetRow, text: string): boolean {
  const haystack = [
    row.name,
    row.resourceId,
    row.arn,
    ...hostsOf(row),
    ...row.members.flatMap(({ name, resourceId }) => [name, resourceId]),
  ]
  return haystack.some(part => part?.toLowerCase().includes(text))
}

const inOrAll = <T>(list: readonly T[], value: T | null) =>
  list.length === 0 || (value !== null && list.includes(value))

/** Everything the address asks for but `except`: what a filter's own counts are taken from. */
export function matches(row: TargetRow, query: TargetQuery, except?: keyof TargetQuery): boolean {
  const text = query.q.trim().toLowerCase()
  return (
    (text === '' || saysText(row, text)) &&
    (except === 'region' || inOrAll(query.region, row.region)) &&
    (except === 'engine' || inOrAll(query.engine, row.family as string)) &&
    (except === 'iam' || inOrAll(query.iam, stateGroup(row))) &&
    (except === 'tls' || inOrAll(query.tls, tlsOf(row))) &&
    (except === 'env' || inOrAll(query.env, environment(row)))
  )
}

const STATE_ORDER: StateGroup[] = ['pending', 'off', 'on', 'unsupported']

/** Worst first: one critical outweighs any number of lesser ones. Not looked for stands last. */
function weightOf({ findings }: TargetRow): number {
  if (!findings) return -1
  return SEVERITIES.reduce(
    (weight, severity) => weight * MOST_OF_ONE + Math.min(findings[severity], MOST_OF_ONE - 1),
    0,
  )
}

const MOST_OF_ONE = 4_000

const KEYS: Record<SortKey, (row: TargetRow) => string | number> = {
  name: row => row.name,
  engine: row => row.engineLabel,
  region: row => row.region,
  iam: row => STATE_ORDER.indexOf(stateGroup(row)),
  users: row => row.users.iamUsers ?? -1,
  connect: row => row.summary?.canConnect ?? -1,
  findings: weightOf,
}

/** Numbers start with the largest, words with A. */
export function defaultDirection(sort: SortKey): 'asc' | 'desc' {
  return sort === 'users' || sort === 'connect' || sort === 'findings' ? 'desc' : 'asc'
}

/** Filtered and sorted; equal rows stand by name, then by resource id, so the order never jumps. */
export function selectTargets(rows: TargetRow[], query: TargetQuery): TargetRow[] {
  const key = KEYS[query.sort]
  const sign = (query.dir ?? defaultDirection(query.sort)) === 'asc' ? 1 : -1
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en')
  return rows
    .filter(row => matches(row, query))
    .sort(
      (a, b) =>
        sign * compare(key(a), key(b)) ||
        a.name.localeCompare(b.name, 'en') ||
        a.resourceId.localeCompare(b.resourceId, 'en'),
    )
}
