import { hasFact, ofKind, without } from '../fact-sets'
import { factLine, type Place, type RightFact, type UserFact } from '../user-fact'
import type { ServerState } from '../user-plan'

const EVERY = { table: 'everyTable', sequence: 'everySequence' } as const

/** The place of all objects of which this is one; null: it is none. */
const everyOf = (on: Place): Place | null =>
  on.level === 'table' || on.level === 'sequence'
    ? { level: EVERY[on.level], database: on.database, schema: on.schema }
    : null

const plain = (right: RightFact, on: Place): RightFact => ({ ...right, on, grantable: false })

/** REVOKE … ON ALL TABLES takes what was granted table by table along. */
export function overlappedInPostgres(given: readonly UserFact[], have: readonly UserFact[]): UserFact[] {
  return ofKind(have, 'right').filter(right => {
    const every = everyOf(right.on)
    return every !== null && hasFact(given, plain(right, every))
  })
}

function countOf({ schemas, owners }: ServerState, on: Place): number {
  if (on.level === 'everyTable')
    return schemas.find(({ database, name }) => database === on.database && name === on.schema)?.tables ?? 0
  const sequences = owners.filter(
    ({ database, schema, owns }) =>
      on.level === 'everySequence' &&
      database === on.database &&
      schema === on.schema &&
      owns === 'sequences',
  )
  return sequences.reduce((sum, { objects }) => sum + objects, 0)
}

/** All of them granted one by one are all of them. */
export function settleInPostgres(facts: readonly UserFact[], state: ServerState): UserFact[] {
  const single = ofKind(facts, 'right').filter(({ on }) => everyOf(on) !== null)
  const covered = new Map<string, { every: RightFact; names: Set<string>; rights: RightFact[] }>()
  for (const right of single) {
    const every = plain(right, everyOf(right.on) as Place)
    const group = covered.get(factLine(every)) ?? { every, names: new Set(), rights: [] }
    if ('name' in right.on) group.names.add(right.on.name)
    group.rights.push(right)
    covered.set(factLine(every), group)
  }
  let settled = [...facts]
  for (const { every, names, rights } of covered.values()) {
    const isEvery = hasFact(settled, every)
    if (!isEvery && names.size !== countOf(state, every.on)) continue
    settled = without(
      settled,
      rights.filter(({ grantable }) => !grantable),
    )
    if (!isEvery) settled.push(every)
  }
  return settled
}
