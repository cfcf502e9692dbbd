import { linesOf, ofKind, without } from '../fact-sets'
import { factLine, type Place, type RightFact, type UserFact } from '../user-fact'
import type { ServerState } from '../user-plan'

const EVERY = { table: 'everyTable', sequence: 'everySequence' } as const

/** The place of all objects of which this is one; null: it is none. */
const everyOf = (on: Place): Place | null =>
  on.level === 'table' || on.level === 'sequence'
    ? { level: EVERY[on.level], database: on.database, schema: on.schema }
    : null

const plain = (right: RightFact, on: Place): RightFact => ({ ...right, on, grantable: false })

/** A right on all of them is one on each. */
export function coversInPostgres(lines: ReadonlySet<string>, fact: UserFact): boolean {
  const every = fact.kind === 'right' ? everyOf(fact.on) : null
  return fact.kind === 'right' && every !== null && lines.has(factLine(plain(fact, every)))
}

/** REVOKE … ON ALL TABLES takes what was granted table by table along. */
export function overlappedInPostgres(given: readonly UserFact[], have: readonly UserFact[]): UserFact[] {
  const lines = linesOf(given)
  return have.filter(fact => coversInPostgres(lines, fact))
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
  const objects = ofKind(facts, 'right').filter(({ on }) => everyOf(on) !== null)
  const covered = new Map<string, { every: RightFact; names: Set<string>; rights: RightFact[] }>()
  for (const right of objects) {
    const every = plain(right, everyOf(right.on) as Place)
    const group = covered.get(factLine(every)) ?? { every, names: new Set(), rights: [] }
    if ('name' in right.on) group.names.add(right.on.name)
    group.rights.push(right)
    covered.set(factLine(every), group)
  }
  const lines = linesOf(facts)
  const complete = [...covered.values()].filter(
    ({ every, names }) => lines.has(factLine(every)) || names.size === countOf(state, every.on),
  )
  const single = complete.flatMap(({ rights }) => rights.filter(({ grantable }) => !grantable))
  const wide = complete.flatMap(({ every }) => (lines.has(factLine(every)) ? [] : every))
  return [...without(facts, single), ...wide]
}
