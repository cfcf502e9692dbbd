import { formatNumber } from '@/lib/format'
import type { Question, Work } from './dialect'
import { ofKind, without } from './fact-sets'
import { isGiven } from './given'
import { mainDatabase } from './main-database'
import { afterWorks, takeWorks } from './run-works'
import { factLine, type UserFact } from './user-fact'

/** A session that ended does not come back, and its transaction is rolled back. */
export function sessionWorks({ user, have, dialect, target, state, version }: Question): Work[] {
  const sessions = ofKind(have, 'session')
  const database = dialect.inOneTransaction ? mainDatabase(target, state) : ''
  const work = {
    undo: null,
    undoNote: 'A session that ended stays ended; what it had not committed is lost.',
    adds: [],
    alone: true,
    database,
  }
  if (sessions.length === 0) return []
  if (dialect.inOneTransaction) {
    const statements = dialect.endSessions(user, [], version)
    const title =
      sessions.length === 1 ? 'End its session' : `End its ${formatNumber(sessions.length)} sessions`
    return [{ ...work, title, statements, removes: sessions }]
  }
  return sessions.flatMap(session => {
    const statements = dialect.endSessions(user, [session.id], version)
    return statements.length > 0
      ? [{ ...work, title: `End session ${session.id}`, statements, removes: [session] }]
      : []
  })
}

/** Why a user cannot be made again as it was; null: it can. */
function lossOf({ found }: Question, facts: readonly UserFact[], created: string[] | null): string | null {
  const byPassword = found === null || found.signIn === 'password' || found.signIn === 'iamOrPassword'
  if (created === null || byPassword) return 'It has a password, which cannot be made again.'
  const unspoken = ofKind(facts, 'other')
  return unspoken.length > 0 ? `Not made again: ${unspoken.map(factLine).join('; ')}.` : null
}

function drop(question: Question, have: readonly UserFact[]): Work {
  const { user, dialect, target, state } = question
  const created = dialect.create(user, have)
  const rest = have.filter(isGiven)
  const undoNote = lossOf(question, have, created)
  const undo = [...(created ?? []), ...dialect.give(rest, user, without(have, rest))]
  return {
    title: 'Drop the user',
    database: dialect.inOneTransaction ? mainDatabase(target, state) : '',
    statements: [dialect.drop(user)],
    undo: undoNote === null ? undo : null,
    undoNote,
    adds: [],
    removes: [...have],
    alone: false,
  }
}

/** Nobody comes in any more, whoever is in leaves, what it has goes to another, and then the user itself. */
export function removalWorks(question: Question, reassignTo: string | null): Work[] {
  const { have, dialect, target, state } = question
  const database = dialect.inOneTransaction ? mainDatabase(target, state) : ''
  if (have.length === 0) return []
  const closing = takeWorks(question, have, {
    title: 'Let it sign in no more',
    database,
    facts: [{ kind: 'signIn' }],
  }).map(work => ({ ...work, alone: true }))
  const works = [...closing, ...sessionWorks(question)]
  const cleared = [...works, ...dialect.clear(question, afterWorks(have, works), reassignTo)]
  return [...cleared, drop(question, afterWorks(have, cleared))]
}
