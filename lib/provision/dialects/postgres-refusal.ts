import { postgresName } from '@/lib/access/model/engine-family/quoted-names'
import type { Dialect } from '../dialect'
import { ofKind } from '../fact-sets'
import { actsAs, mayGrantOn, ownersOf } from '../may-grant'

/** PostgreSQL manual, "GRANT", "ALTER DEFAULT PRIVILEGES": the owner, and who acts as it. */
export const refusalInPostgres: Dialect['refusal'] = (facts, state) => {
  const { name } = state.administrator
  const places = ofKind(facts, 'right').filter(({ on }) => !mayGrantOn(state, on))
  const owners = places.flatMap(({ on }) => ownersOf(state, on)).filter(role => !actsAs(state, role))
  const makers = ofKind(facts, 'future').flatMap(({ madeBy }) => (actsAs(state, madeBy) ? [] : [madeBy]))
  const missing = [...new Set([...owners, ...makers])]
  const [first] = missing
  if (first === undefined) return null
  return {
    title: `${name} does not act as ${missing.join(', ')},`,
    text: `who owns what this is about, so it can neither grant nor revoke there.`,
    line: missing.map(role => `GRANT ${postgresName(role)} TO ${postgresName(name)};`).join('\n'),
  }
}
