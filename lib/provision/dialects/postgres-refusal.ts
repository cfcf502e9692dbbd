import { postgresName } from '@/lib/access/model/engine-family/quoted-names'
import type { Dialect } from '../dialect'
import { hasFact, ofKind } from '../fact-sets'
import { actsAs, mayGive, mayGrantOn, ownersOf } from '../may-grant'
import { readFacts } from '../read-fact'
import type { RightFact } from '../user-fact'

/** PostgreSQL manual, "GRANT", "ALTER DEFAULT PRIVILEGES": the owner, and who acts as it. */
export const refusalInPostgres: Dialect['refusal'] = (facts, state) => {
  const { name } = state.administrator
  const have = readFacts(state.facts ?? [])
  const may = (right: RightFact) =>
    hasFact(have, right) ? mayGrantOn(state, right.on) : mayGive(state, right)
  const places = ofKind(facts, 'right').filter(right => !may(right))
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
