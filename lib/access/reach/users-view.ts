import type { DatabaseScan, DatabaseUser, SignInKind } from '../model/database-user'
import { predefinedRole } from '../model/predefined-roles'

export const SIGN_INS = [
  'iam',
  'iamOrPassword',
  'password',
  'kerberos',
  'locked',
] as const satisfies SignInKind[]
export const PRIVILEGES = ['administers', 'owns', 'writes', 'reads', 'predefined', 'none'] as const
export type Privilege = (typeof PRIVILEGES)[number]

export interface UsersFilter {
  find: string
  signIn: SignInKind | null
  privilege: Privilege | null
}

/** `name@host` where the host decides who gets in. */
export const userKey = ({ name, host }: Pick<DatabaseUser, 'name' | 'host'>) =>
  host === null ? name : `${name}@${host}`

const ONLY_SIGNS_IN = ['rds_iam', 'rds_ad']

/** PostgreSQL, "Predefined Roles": rights over the whole server, whatever stands on its tables. */
const isPredefined = (role: string) => predefinedRole(role) !== null && !ONLY_SIGNS_IN.includes(role)

const IN_WORDS: Record<'owns' | 'writes' | 'reads', RegExp> = {
  owns: /\bowns\b/,
  writes: /\b(INSERT|UPDATE|DELETE|TRUNCATE|write|ALL PRIVILEGES)\b/i,
  reads: /\b(SELECT|read|ALL PRIVILEGES)\b/i,
}

/** `no rights on tables, rights in orders, sales not read` */
const PARTLY = /\brights in .+ not read$/

/** The rights of a user by their words, which every engine writes alike; null: its rights were not read. */
export function privilegesOf({ superuser, canDo, detail }: DatabaseUser): Privilege[] | null {
  if (superuser) return ['administers']
  const places = detail?.rights.map(({ words }) => words)
  // Summed up, they name databases and roles as well, which may be called like a right.
  const words = places ? places.join('; ') : (canDo ?? '').replace(PARTLY, '')
  const found = (['owns', 'writes', 'reads'] as const).filter(privilege => IN_WORDS[privilege].test(words))
  const roles = (detail?.memberships ?? []).flatMap(({ role, inForce }) => (inForce ? [role] : []))
  const held = [...roles, ...(canDo ?? '').split(', ')]
  const all: Privilege[] = held.some(isPredefined) ? [...found, 'predefined'] : found
  if (all.length > 0) return all
  return canDo === null || PARTLY.test(canDo) ? null : ['none']
}

function isFound(user: DatabaseUser, { find, signIn, privilege }: UsersFilter): boolean {
  const needle = find.trim().toLowerCase()
  return (
    userKey(user).toLowerCase().includes(needle) &&
    (signIn === null || user.signIn === signIn) &&
    (privilege === null || (privilegesOf(user)?.includes(privilege) ?? false))
  )
}

/** Who can sign in, those on IAM first, then by how many reach them; `reach` of a name that nobody reaches is 0. */
export function usersInView(
  scan: Pick<DatabaseScan, 'users'>,
  filter: UsersFilter,
  reach: (name: string) => number = () => 0,
): DatabaseUser[] {
  return scan.users
    .filter(user => user.signIn !== 'noLogin' && isFound(user, filter))
    .sort(
      (a, b) =>
        Number(b.iamReady) - Number(a.iamReady) ||
        reach(b.name) - reach(a.name) ||
        (userKey(a) < userKey(b) ? -1 : 1),
    )
}

/** How many a choice of the filter would leave, whatever else is chosen. */
export function choicesOf(scan: Pick<DatabaseScan, 'users'>): {
  signIn: { value: SignInKind; count: number }[]
  privilege: { value: Privilege; count: number }[]
} {
  const count = (filter: Partial<UsersFilter>) =>
    usersInView(scan, { find: '', signIn: null, privilege: null, ...filter }).length
  return {
    signIn: SIGN_INS.map(value => ({ value, count: count({ signIn: value }) })).filter(one => one.count > 0),
    privilege: PRIVILEGES.map(value => ({ value, count: count({ privilege: value }) })).filter(
      one => one.count > 0,
    ),
  }
}
