import { SERVER_POLICIES, type ServerPolicy } from './server-policies'

export type TriedOutcome = 'allowed' | 'missing' | 'notKnown'

export interface TriedAction {
  action: string
  outcome: TriedOutcome
  /** Why it is missing or not known; null where it is allowed. */
  why: string | null
}

/** One job of the server: what was tried of it, and the statement that adds what is missing. */
export interface TriedPolicy {
  id: ServerPolicy['id']
  title: string
  tried: TriedAction[]
  /** A policy to copy; null: nothing is missing. */
  missing: string | null
}

/** What was found of each action, in the order of the table that the policies are made of. */
export function permissionsTried(answers: ReadonlyMap<string, Omit<TriedAction, 'action'>>): TriedPolicy[] {
  const untried = { outcome: 'notKnown', why: 'It was not tried.' } as const
  return SERVER_POLICIES.map(({ id, title, document }) => {
    const tried = document.Statement.flatMap(({ Action }) => Action).map(action => {
      return { action, ...(answers.get(action) ?? untried) }
    })
    const Action = tried.filter(({ outcome }) => outcome === 'missing').map(({ action }) => action)
    const Statement = document.Statement.map(({ Sid, Effect, Resource }) => ({
      Sid,
      Effect,
      Action,
      Resource,
    }))
    const missing =
      Action.length > 0 ? JSON.stringify({ Version: document.Version, Statement }, null, 2) : null
    return { id, title, tried, missing }
  })
}
