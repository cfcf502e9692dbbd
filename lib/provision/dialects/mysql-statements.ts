import {
  mysqlAccount,
  mysqlName,
  mysqlSchema,
  mysqlText,
} from '@/lib/access/model/engine-family/quoted-names'
import type { Dialect } from '../dialect'
import { hasFact, ofKind, rightGroups, without } from '../fact-sets'
import { factLine, type Place, type RightFact, type RoleName, type UserFact } from '../user-fact'

/** A role of MySQL is an account of any host; MariaDB's has none. */
export const roleName = ({ role, host }: RoleName) =>
  host === null || host === '%' ? mysqlText(role) : mysqlAccount(role, host)

/** What follows ON; null: this family has no such place. */
function placeOf(on: Place): string | null {
  switch (on.level) {
    case 'server':
      return '*.*'
    case 'everyTable':
      return `${mysqlSchema(on.schema)}.*`
    case 'table':
      return `${mysqlName(on.schema)}.${mysqlName(on.name)}`
    default:
      return null
  }
}

const samePlace = (on: Place) => (right: RightFact) =>
  factLine({ ...right, privilege: '', grantable: false }) ===
  factLine({ kind: 'right', privilege: '', on, grantable: false })

function rights(
  facts: readonly UserFact[],
  account: string,
  on: boolean,
  have: readonly UserFact[],
): string[] {
  const remaining = ofKind(without(have, facts), 'right')
  return rightGroups(ofKind(facts, 'right')).flatMap(group => {
    const place = placeOf(group.on)
    if (place === null) return []
    if (on) {
      const grantable = group.grantable ? ' WITH GRANT OPTION' : ''
      return [`GRANT ${group.privileges.join(', ')} ON ${place} TO ${account}${grantable};`]
    }
    // GRANT OPTION is one of the whole place: the last right takes it along.
    const last = group.grantable && !remaining.some(samePlace(group.on))
    return [
      `REVOKE ${[...group.privileges, ...(last ? ['GRANT OPTION'] : [])].join(', ')} ON ${place} FROM ${account};`,
    ]
  })
}

/** How one engine of the family says which roles are in force at sign-in, and what that takes. */
export interface DefaultRoles {
  statement(roles: readonly RoleName[], account: string): string
  takes: string
  /** What else that lets its holder do. */
  warning: string | null
}

/** MySQL Reference Manual, "ALTER USER", "GRANT", "SET DEFAULT ROLE"; the same words in MariaDB but for the last. */
export function changeAccount(on: boolean, defaultRoles: DefaultRoles['statement']): Dialect['give'] {
  return (facts, { name, host }, have) => {
    const account = mysqlAccount(name, host)
    const alter = (words: string) => `ALTER USER ${account} ${words};`
    const flags = facts.flatMap(fact => {
      if (fact.kind === 'signIn') return [alter(`ACCOUNT ${on ? 'UNLOCK' : 'LOCK'}`)]
      if (fact.kind === 'tls') return [alter(`REQUIRE ${on ? 'SSL' : 'NONE'}`)]
      if (fact.kind === 'limit') return [alter(`WITH MAX_USER_CONNECTIONS ${on ? fact.connections : 0}`)]
      return []
    })
    const members = ofKind(facts, 'member').map(member => {
      const role = roleName(member)
      return on
        ? `GRANT ${role} TO ${account}${member.admin ? ' WITH ADMIN OPTION' : ''};`
        : `REVOKE ${role} FROM ${account};`
    })
    const changed = ofKind(facts, 'defaultRole')
    const before = ofKind(have, 'defaultRole')
    const after = on
      ? [...before.filter(role => !hasFact(changed, role)), ...changed]
      : ofKind(without(before, changed), 'defaultRole')
    const defaults = changed.length > 0 ? [defaultRoles(after, account)] : []
    const given = [...flags, ...rights(facts, account, on, have)]
    // A role is granted before it is in force, and out of force before it is taken.
    return on ? [...given, ...members, ...defaults] : [...defaults, ...members, ...given]
  }
}

export const setDefaultRoles: DefaultRoles = {
  statement: (roles, account) =>
    `SET DEFAULT ROLE ${roles.length > 0 ? roles.map(roleName).join(', ') : 'NONE'} TO ${account};`,
  takes: 'CREATE USER ON *.*',
  warning: null,
}

/** MariaDB: one role at the most, and written straight into its tables. */
export const setDefaultRole: DefaultRoles = {
  statement(roles, account) {
    const last = roles.at(-1)
    return `SET DEFAULT ROLE ${last ? roleName(last) : 'NONE'} FOR ${account};`
  },
  takes: 'UPDATE ON mysql.*',
  warning:
    ' In MariaDB that takes UPDATE on mysql, with which it could make itself anything: its rights, granted directly, are the safer way.',
}
