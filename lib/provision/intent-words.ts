import type { UserIntent } from './user-intent'

const WORDS: Record<UserIntent['kind'], string> = {
  create: 'Create database user',
  makeReady: 'Let sign in by IAM: database user',
  addRights: 'Give rights to database user',
  revokeRights: 'Take rights from database user',
  close: 'Close the sign-in of database user',
  endSessions: 'End the sessions of database user',
  remove: 'Remove database user',
}

/** `Create database user billing_reports@%` */
export const intentWords = ({ kind, user }: UserIntent): string =>
  `${WORDS[kind]} ${user.name}${user.host === null ? '' : `@${user.host}`}`
