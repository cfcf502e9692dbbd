import { postgresName } from '@/lib/access/model/engine-family/quoted-names'
import type { Dialect, Work } from '../dialect'
import { ofKind, without } from '../fact-sets'
import { mainDatabase } from '../main-database'
import { actsAs } from '../may-grant'
import { factLine, type UserFact } from '../user-fact'
import { changeRights } from './postgres-statements'

/** In which database something is that must go; those of the whole server go with the first. */
function databaseOf(fact: UserFact): string | null {
  if (fact.kind === 'owns' || fact.kind === 'future') return fact.database
  return fact.kind === 'right' && 'schema' in fact.on ? fact.on.database : null
}

const isShared = (fact: UserFact) => fact.kind === 'right' && fact.on.level === 'database'

/**
 * PostgreSQL manual, "Dropping Roles": REASSIGN OWNED, then DROP OWNED, in every database. Never the second without the
 * first: what was made since the plan goes to the new owner and is not dropped.
 */
export const clearPostgres: Dialect['clear'] = ({ user, target, state }, have, reassignTo) => {
  const main = mainDatabase(target, state)
  const found = [...have.map(databaseOf), ...state.owned.map(({ database }) => database)]
  const others = new Set(found.filter(database => database !== null && database !== main))
  const databases = [...[...others].sort(), main].filter(database => database !== null)
  const isNeeded =
    found.some(database => database !== null) || have.some(fact => isShared(fact) || fact.kind === 'other')
  if (!isNeeded) return []
  const role = postgresName(user.name)
  const admin = postgresName(state.administrator.name)
  const owner = postgresName(reassignTo ?? state.administrator.name)
  const joins = !actsAs(state, user.name)
  // With DROP ROLE in the same transaction the membership goes by itself.
  const leaves = joins && databases.length > 1
  let now = [...have]
  return databases.map((database, at): Work => {
    const first = at === 0
    const removes = now.filter(fact => databaseOf(fact) === database || (first && isShared(fact)))
    now = without(now, removes)
    const owns = state.owned.some(each => each.database === database)
    const unspoken = ofKind(have, 'other')
    const undoNote = owns
      ? `What it owns in ${database} stays with ${reassignTo ?? state.administrator.name}.`
      : unspoken.length > 0
        ? `Not given again: ${unspoken.map(factLine).join('; ')}.`
        : null
    return {
      title: owns
        ? `Give what it owns in ${database} to ${reassignTo ?? state.administrator.name}, take its rights`
        : `Take its rights in ${database}`,
      database,
      statements: [
        ...(first && joins ? [`GRANT ${role} TO ${admin};`] : []),
        `REASSIGN OWNED BY ${role} TO ${owner};`,
        `DROP OWNED BY ${role};`,
      ],
      undo:
        undoNote === null
          ? [
              ...changeRights(removes, role, true),
              ...(first && leaves ? [`REVOKE ${role} FROM ${admin};`] : []),
            ]
          : null,
      undoNote,
      adds: [],
      removes,
      alone: false,
    }
  })
}
