import type { DatabaseSchema } from '@/lib/access/model/database-user'
import { missingSchema } from './guards/missing'
import type { Place, RightFact } from './user-fact'
import type { Rights } from './user-intent'
import type { Guard, Owner, ServerState } from './user-plan'

export const actsAs = ({ administrator }: ServerState, role: string): boolean =>
  administrator.superuser || administrator.actsAs.includes(role)

const OWNS: Partial<Record<Place['level'], Owner['owns']>> = {
  everyTable: 'tables',
  table: 'tables',
  everySequence: 'sequences',
  sequence: 'sequences',
}

/** PostgreSQL: who owns what a right is on, as far as read. Of one table it is one of them. */
export function ownersOf(state: ServerState, on: Place): string[] {
  if (on.level === 'server') return []
  const schema = on.level === 'database' ? null : on.schema
  const owns = OWNS[on.level] ?? 'itself'
  const found = state.owners.filter(
    owner => owner.database === on.database && owner.schema === schema && owner.owns === owns,
  )
  return [...new Set(found.map(({ role }) => role))]
}

const isWithin = (on: Place, wide: Place): boolean =>
  JSON.stringify(on) === JSON.stringify(wide) ||
  ('schema' in on &&
    'schema' in wide &&
    on.database === wide.database &&
    on.schema === wide.schema &&
    wide.level === (on.level === 'table' ? 'everyTable' : 'everySequence') &&
    (on.level === 'table' || on.level === 'sequence'))

/** PostgreSQL manual, "GRANT": whoever holds it with GRANT OPTION gives it on; what others gave stays theirs to take. */
export const mayGive = (
  state: ServerState,
  { privilege, on }: Pick<RightFact, 'privilege' | 'on'>,
): boolean =>
  mayGrantOn(state, on) ||
  state.administrator.grantable.some(held => held.privilege === privilege && isWithin(on, held.on))

/** PostgreSQL manual, "GRANT": the owner grants, and whoever acts as it. Where no owner was read the server decides. */
export function mayGrantOn(state: ServerState, on: Place): boolean {
  const owners = ownersOf(state, on)
  if (on.level === 'table' || on.level === 'sequence')
    return owners.length === 0 || owners.some(role => actsAs(state, role))
  return owners.every(role => actsAs(state, role))
}

/** The schemas that somebody picked, none standing for all; what was not read cannot be picked. */
export function schemasOf(
  { schemas }: Pick<Rights, 'schemas'>,
  state: ServerState,
): { known: DatabaseSchema[]; guards: Guard[] } {
  if (schemas.length === 0) return { known: state.schemas, guards: [] }
  const find = ({ database, schema }: Rights['schemas'][number]) =>
    state.schemas.find(each => each.database === database && each.name === schema)
  return {
    known: schemas.flatMap(picked => find(picked) ?? []),
    guards: schemas.filter(picked => !find(picked)).map(missingSchema),
  }
}
