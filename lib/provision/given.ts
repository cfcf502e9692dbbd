import { factLine, type Place, type UserFact } from './user-fact'

const GIVEN: UserFact['kind'][] = ['right', 'future', 'member', 'defaultRole']

/** Given to a user by somebody, rather than its own. */
export const isGiven = ({ kind }: UserFact): boolean => GIVEN.includes(kind)

/** RDS User Guide, "Database authentication with Amazon RDS": to hold one of these says how a user signs in. */
export const isSignInRole = (role: string): boolean => role === 'rds_iam' || role === 'rds_ad'

/** Null: it belongs to no database. */
export function databaseOf(fact: UserFact): string | null {
  if (fact.kind === 'future') return fact.database
  return fact.kind === 'right' && fact.on.level !== 'server' ? fact.on.database : null
}

const isInside = (on: Place, wide: Place): boolean =>
  'schema' in on &&
  'schema' in wide &&
  on.database === wide.database &&
  on.schema === wide.schema &&
  ((wide.level === 'everyTable' && on.level === 'table') ||
    (wide.level === 'everySequence' && on.level === 'sequence'))

/** Whether it is one object of all of which another right speaks. */
export const isWithin = (fact: UserFact, wide: UserFact): boolean =>
  fact.kind === 'right' &&
  wide.kind === 'right' &&
  fact.privilege === wide.privilege &&
  isInside(fact.on, wide.on)

/** The same, in whatever strength, or within it. */
export function isOf(fact: UserFact, asked: UserFact): boolean {
  if (fact.kind === 'right' && asked.kind === 'right')
    return (
      factLine({ ...fact, grantable: false }) === factLine({ ...asked, grantable: false }) ||
      isWithin(fact, asked)
    )
  if (fact.kind === 'member' && asked.kind === 'member')
    return fact.role === asked.role && fact.host === asked.host
  return factLine(fact) === factLine(asked)
}
