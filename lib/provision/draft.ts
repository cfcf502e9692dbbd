import type { Bundle, Question, Work } from './dialect'
import { ofKind } from './fact-sets'
import { mainDatabase } from './main-database'
import { afterWorks, giveWorks, takeWorks } from './run-works'
import { takenBundles } from './taking'
import { removalWorks, sessionWorks } from './user-removal'

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
  question: Question,
): Work[] {
  const all = [...first]
  for (const bundle of bundles) all.push(...works(question, afterWorks(question.have, all), bundle))
  return all
}

/** The works of an intent, one after the other, each with its way back. */
export function draftOf(question: Question): Work[] {
  const { intent, have, dialect, wanted, target, state } = question
  const database = dialect.inOneTransaction ? mainDatabase(target, state) : ''
  const bundles = wanted?.bundles ?? []
  switch (intent.kind) {
    case 'create':
      return have.length > 0 ? [] : inTurn([creation(question)], bundles, giveWorks, question)
    case 'makeReady':
      return have.length === 0 ? [] : dialect.toIam(question, database)
    case 'addRights':
      return have.length > 0 ? inTurn([], bundles, giveWorks, question) : []
    case 'revokeRights':
      return inTurn([], takenBundles(question), takeWorks, question)
    case 'close':
      return takeWorks(question, have, {
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
