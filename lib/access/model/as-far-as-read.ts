import type { Principal } from './principal'
import { reaches, VERDICT_WORDS, type Verdict } from './verdict'

/**
 * What may be said of a yes while the organisation policies (SCPs) over it are unread: it holds as far as read. Every
 * screen, file and sentence takes its words from here, so that none of them promises more.
 */
export const AS_FAR_AS_READ = 'as far as read'
export const UNREAD = 'organisation policies are unread'
export const UNREAD_SENTENCE = 'As far as read: organisation policies are unread.'
export const UNREAD_TITLE = 'Organisation policies are not read.'
export const UNREAD_LEGEND = 'Green means: nothing that was read denies it.'

/** Whether the SCPs over this principal are unread. */
export function isAsFarAsRead({ policies }: Pick<Principal, 'policies'>): boolean {
  return policies.serviceControl.state === 'unread'
}

const accounts = new WeakMap<readonly Principal[], boolean>()

/** Whether that is so of anybody in the account: counts and sums over it then hold as far as read. */
export function someAsFarAsRead({ principals }: { principals: readonly Principal[] }): boolean {
  const known = accounts.get(principals) ?? principals.some(isAsFarAsRead)
  accounts.set(principals, known)
  return known
}

/** `Can connect`, or `Can connect, as far as read`. A no needs no such word: an SCP only takes away. */
export function verdictWords(verdict: Verdict, asFarAsRead: boolean): string {
  return asFarAsRead && reaches(verdict)
    ? `${VERDICT_WORDS[verdict]}, ${AS_FAR_AS_READ}`
    : VERDICT_WORDS[verdict]
}

/** `12 can connect`, `12 can connect, as far as read`. */
export function countWords(count: string, asFarAsRead: boolean): string {
  return `${count} ${verdictWords('canConnect', asFarAsRead).toLowerCase()}`
}

/** A sentence that claims reach, with what keeps it from being certain behind it. */
export function asRead(sentence: string, asFarAsRead: boolean): string {
  return asFarAsRead ? `${sentence} ${UNREAD_SENTENCE}` : sentence
}

/** Per file or row that stands for several principals: some may be exempt where others are not. */
export function organizationWordsOf(asFarAsRead: boolean): string {
  return asFarAsRead ? UNREAD : 'read, or none apply'
}

/** Per row of a file: what is known of the organisation's say over it. */
export function organizationWords(principal: Pick<Principal, 'policies'>): string {
  const { state } = principal.policies.serviceControl
  return { none: 'none apply', read: 'read', unread: UNREAD }[state]
}
