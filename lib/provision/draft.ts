import type { Bundle, Work } from './dialect'
import { memberOf, ofKind, without } from './fact-sets'
import { mainDatabase } from './main-database'
import type { Question } from './question'
import { removalWorks, sessionWorks } from './removal'
import { afterWorks, giveWorks, takeWorks } from './run-works'
import type { RightFact, UserFact } from './user-fact'

/** How somebody signs in is taken by closing it, not with the rights. */
const SIGN_IN = [memberOf('rds_iam'), memberOf('rds_ad')]

const isRight = (fact: UserFact) => ['right', 'future', 'member', 'defaultRole'].includes(fact.kind)

/** Other rights may rest on these two. */
const isGate = (fact: UserFact) =>
  fact.kind === 'right' &&
  ((fact.privilege === 'CONNECT' && fact.on.level === 'database') ||
    (fact.privilege === 'USAGE' && fact.on.level === 'schema'))

const placeWithin = (on: RightFact['on'], wide: RightFact['on']) =>
  'schema' in on &&
  'schema' in wide &&
  on.database === wide.database &&
  on.schema === wide.schema &&
  ((wide.level === 'everyTable' && on.level === 'table') ||
    (wide.level === 'everySequence' && on.level === 'sequence'))

const same = (fact: UserFact, asked: UserFact) => without([fact], [asked]).length === 0

/** Whether a fact that the user has is one of those asked for, or within it. */
function isOf(fact: UserFact, asked: UserFact): boolean {
  if (fact.kind === 'right' && asked.kind === 'right')
    return (
      fact.privilege === asked.privilege &&
      (same({ ...fact, grantable: false }, { ...asked, grantable: false }) || placeWithin(fact.on, asked.on))
    )
  if (fact.kind === 'member' && asked.kind === 'member')
    return fact.role === asked.role && fact.host === asked.host
  return same(fact, asked)
}

const databaseOf = (fact: UserFact): string | null => {
  if (fact.kind === 'future') return fact.database
  return fact.kind === 'right' && fact.on.level !== 'server' ? fact.on.database : null
}

/** What is taken, by the database it is taken in. */
function taken({ intent, have, wanted, dialect, target, state }: Question): Bundle[] {
  if (intent.kind !== 'revokeRights') return []
  const asked = (wanted?.bundles ?? []).flatMap(({ facts }) => facts).filter(fact => !isGate(fact))
  const goes = (fact: UserFact) =>
    intent.rights === 'all'
      ? isRight(fact) && !SIGN_IN.some(each => isOf(fact, each))
      : asked.some(each => isOf(fact, each))
  const groups = new Map<string, UserFact[]>()
  for (const fact of have.filter(goes)) {
    const database = dialect.inOneTransaction ? (databaseOf(fact) ?? mainDatabase(target, state)) : ''
    groups.set(database, [...(groups.get(database) ?? []), fact])
  }
  return [...groups].map(([database, facts]) => ({
    title: database ? `Take its rights in ${database}` : 'Take its rights',
    database,
    facts,
  }))
}

function creation({ user, dialect, target, state }: Question): Work {
  const { newUser } = dialect
  const database = dialect.inOneTransaction ? mainDatabase(target, state) : ''
  return {
    title: 'Create the user',
    database,
    statements: [
      ...(dialect.create(user, newUser) ?? []),
      ...dialect.give(ofKind(newUser, 'member'), user, newUser),
    ],
    undo: [dialect.drop(user)],
    undoNote: null,
    adds: newUser,
    removes: [],
    alone: false,
  }
}

/** Each bundle finds what those before it left. */
function inTurn(
  first: readonly Work[],
  bundles: readonly Bundle[],
  works: typeof giveWorks,
  { dialect, user, have }: Question,
): Work[] {
  const all = [...first]
  for (const bundle of bundles) all.push(...works(dialect, user, afterWorks(have, all), bundle))
  return all
}

/** The works of an intent, one after the other, each with its way back. */
export function draftOf(question: Question): Work[] {
  const { intent, user, have, dialect, wanted, target, state } = question
  const database = dialect.inOneTransaction ? mainDatabase(target, state) : ''
  const bundles = wanted?.bundles ?? []
  switch (intent.kind) {
    case 'create':
      return have.length > 0 ? [] : inTurn([creation(question)], bundles, giveWorks, question)
    case 'makeReady':
      return have.length === 0 ? [] : dialect.toIam(user, have, database)
    case 'addRights':
      return have.length > 0 ? inTurn([], bundles, giveWorks, question) : []
    case 'revokeRights':
      return inTurn([], taken(question), takeWorks, question)
    case 'close':
      return takeWorks(dialect, user, have, {
        title: 'Close its sign-in',
        database,
        facts: [{ kind: 'signIn' }],
      })
    case 'endSessions':
      return sessionWorks(question)
    case 'remove':
      return removalWorks(question, intent.reassignTo)
  }
}
