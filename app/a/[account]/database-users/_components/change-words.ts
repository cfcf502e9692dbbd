import type { AccessChange } from '@/lib/access/model/access-change'
import { reaches } from '@/lib/access/model/verdict'
import { userKey } from '@/lib/access/reach/users-view'
import { formatCount } from '@/lib/format'
import type { UserIntent } from '@/lib/provision/user-intent'
import type { UserPlan } from '@/lib/provision/user-plan'

const TITLES: Record<UserIntent['kind'], (user: string, target: string) => string> = {
  create: (_, target) => `Create a database user on ${target}`,
  makeReady: user => `Let ${user} sign in with an IAM token`,
  addRights: user => `Give ${user} more rights`,
  revokeRights: user => `Take rights from ${user}`,
  close: user => `Close the sign-in of ${user}`,
  endSessions: user => `End the sessions of ${user}`,
  remove: (user, target) => `Remove ${user} from ${target}`,
}

export const changeTitle = ({ kind, user }: UserIntent, target: string) => TITLES[kind](userKey(user), target)

const DOES: Record<UserIntent['kind'], { button: string; toDoIt: string; done: string }> = {
  create: { button: 'Create user', toDoIt: 'to create the user', done: 'is there' },
  makeReady: { button: 'Make it IAM-ready', toDoIt: 'to make it IAM-ready', done: 'signs in by IAM' },
  addRights: { button: 'Give the rights', toDoIt: 'to give the rights', done: 'has the rights' },
  revokeRights: { button: 'Take the rights', toDoIt: 'to take the rights', done: 'has them no more' },
  close: { button: 'Close the sign-in', toDoIt: 'to close the sign-in', done: 'signs in no more' },
  endSessions: { button: 'End the sessions', toDoIt: 'to end the sessions', done: 'has no session left' },
  remove: { button: 'Remove the user', toDoIt: 'to remove the user', done: 'is gone' },
}

export const doneWords = ({ kind, user }: UserIntent) => `${userKey(user)} ${DOES[kind].done}`

/** How many connections open, and how many close. */
export function opensAndCloses(effect: readonly Pick<AccessChange, 'before' | 'after'>[]) {
  const opened = effect.filter(({ before, after }) => !reaches(before) && reaches(after))
  const woken = opened.filter(({ before }) => before === 'dormant').length
  const closed = effect.filter(({ before, after }) => reaches(before) && !reaches(after)).length
  return { opened: opened.length, woken, closed }
}

/** The button says what comes of it: `Create user, 2 connections wake up`. */
export function buttonWords({ intent, effect }: Pick<UserPlan, 'intent' | 'effect'>): string {
  const { button } = DOES[intent.kind]
  const { opened, woken, closed } = opensAndCloses(effect)
  const words = [
    opened > 0 &&
      `${formatCount(opened, 'connection')} ${woken === opened ? (opened === 1 ? 'wakes up' : 'wake up') : opened === 1 ? 'opens' : 'open'}`,
    closed > 0 && `${formatCount(closed, 'connection')} ${closed === 1 ? 'closes' : 'close'}`,
  ].filter(Boolean)
  return [button, ...words].join(', ')
}

/** Why the change cannot be made as things are; null: it can. */
export function hindrance({ intent, steps, guards }: UserPlan): string | null {
  const at = steps.findIndex(({ guard }) => guard !== null)
  if (at >= 0) return `Fix step ${at + 1} ${DOES[intent.kind].toDoIt}`
  const [guard] = guards
  if (guard) return guard.title.replace(/[.,:]$/, '')
  return steps.length === 0 ? 'Nothing is left to do' : null
}

/** How what fails half way is taken care of. */
export function runWords({ steps, inOneTransaction }: UserPlan): string {
  const parts = new Set(steps.map(({ transaction }) => transaction)).size
  if (steps.length === 0) return ''
  if (!inOneTransaction) return 'The server cannot roll back users: a failed step stops here.'
  return parts === 1 ? 'In one transaction: all of it or nothing.' : `In ${parts} transactions.`
}
