import type { Bundle, Question } from './dialect'
import { linesOf, without } from './fact-sets'
import { databaseOf, isGiven, isOf, isSignInRole } from './given'
import { mainDatabase } from './main-database'
import type { UserFact } from './user-fact'

/** How somebody signs in is taken by closing it, not with the rights. */
const isSignIn = (fact: UserFact) => fact.kind === 'member' && isSignInRole(fact.role)

/** Other rights may rest on these two. */
const isGate = (fact: UserFact) =>
  fact.kind === 'right' &&
  ((fact.privilege === 'CONNECT' && fact.on.level === 'database') ||
    (fact.privilege === 'USAGE' && fact.on.level === 'schema'))

/** What somebody wants taken, whether the user has it or not. */
export const askedToTake = ({ wanted }: Question): UserFact[] =>
  (wanted?.bundles ?? []).flatMap(({ facts }) => facts).filter(fact => !isGate(fact))

/** Of what the user has; by the database it is taken in. */
export function takenBundles(question: Question): Bundle[] {
  const { intent, have, dialect, target, state } = question
  if (intent.kind !== 'revokeRights') return []
  const asked = askedToTake(question)
  const going = have.filter(
    fact =>
      !isSignIn(fact) && (intent.rights === 'all' ? isGiven(fact) : asked.some(each => isOf(fact, each))),
  )
  // PostgreSQL: one table cannot be taken out of all without a list of the others, which nobody has seen.
  const staying = linesOf(without(have, going))
  const groups = new Map<string, UserFact[]>()
  for (const fact of going.filter(each => !dialect.covers(staying, each))) {
    const database = dialect.inOneTransaction ? (databaseOf(fact) ?? mainDatabase(target, state)) : ''
    const group = groups.get(database) ?? []
    group.push(fact)
    groups.set(database, group)
  }
  return [...groups].map(([database, facts]) => ({
    title: database ? `Take its rights in ${database}` : 'Take its rights',
    database,
    facts,
  }))
}
