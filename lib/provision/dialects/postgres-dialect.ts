import { ENGINE_FAMILIES } from '@/lib/access/model/engine-family/engine-families'
import { postgresName, postgresText } from '@/lib/access/model/engine-family/quoted-names'
import { isRdsOwnRole } from '@/lib/access/model/engine-family/rds-own-roles'
import type { Dialect } from '../dialect'
import { memberOf, ofKind } from '../fact-sets'
import { nameMistake, startOf } from '../name-mistake'
import { afterWorks, giveWorks, takeWorks } from '../run-works'
import type { UserFact } from '../user-fact'
import { majorVersion } from '../version'
import { clearPostgres } from './postgres-clear'
import { coversInPostgres, overlappedInPostgres, settleInPostgres } from './postgres-every'
import { refusalInPostgres } from './postgres-refusal'
import { wantedInPostgres } from './postgres-rights'
import { reachesAllRoles } from './postgres-roles'
import { changeRights } from './postgres-statements'

const { longestUserName } = ENGINE_FAMILIES.postgres
const bytes = (text: string) => new TextEncoder().encode(text).length
const RDS_IAM = memberOf('rds_iam')
const NO_SESSION: UserFact = { kind: 'limit', connections: 0 }

const isAttribute = (fact: UserFact) =>
  fact.kind === 'signIn' || fact.kind === 'attribute' || fact.kind === 'limit'

/** The word of CREATE ROLE and ALTER ROLE. */
function attributeWord(fact: UserFact, on: boolean): string[] {
  if (fact.kind === 'signIn') return [on ? 'LOGIN' : 'NOLOGIN']
  if (fact.kind === 'limit') return [`CONNECTION LIMIT ${on ? fact.connections : -1}`]
  if (fact.kind !== 'attribute') return []
  const { name } = fact
  return [on ? name : name.startsWith('NO') ? name.slice(2) : `NO${name}`]
}

function change(on: boolean): Dialect['give'] {
  return (facts, { name }, _) => {
    const role = postgresName(name)
    const words = facts.filter(isAttribute).flatMap(fact => attributeWord(fact, on))
    const members = ofKind(facts, 'member').map(member => {
      const lent = postgresName(member.role)
      if (!on) return `REVOKE ${lent} FROM ${role};`
      return `GRANT ${lent} TO ${role}${member.admin ? ' WITH ADMIN OPTION' : ''};`
    })
    return [
      ...(words.length > 0 ? [`ALTER ROLE ${role} ${words.join(' ')};`] : []),
      ...members,
      ...changeRights(facts, role, on),
    ]
  }
}

/** PostgreSQL manual, "CREATE ROLE", "GRANT", "Role Attributes"; RDS User Guide, "Creating a database account using IAM". */
export const postgres: Dialect = {
  inOneTransaction: true,
  named: ({ name }) => ({ name, host: null }),
  nameMistake: ({ name }) =>
    nameMistake(name, {
      isTooLong: text => bytes(text) > longestUserName,
      longest: `${longestUserName} bytes`,
      // A longer name is cut, with a notice that nobody sees.
      cut: text => startOf(text, start => bytes(start) <= longestUserName),
      forbidden: null,
    }),
  // PostgreSQL manual, "CREATE ROLE": names that begin with pg_, and these two.
  isReserved: name => name.startsWith('pg_') || isRdsOwnRole(name) || ['public', 'none'].includes(name),
  newUser: [{ kind: 'exists' }, { kind: 'signIn' }, RDS_IAM],
  create({ name }, facts) {
    const words = facts.filter(fact => fact.kind !== 'signIn').flatMap(fact => attributeWord(fact, true))
    const signsIn = facts.some(({ kind }) => kind === 'signIn')
    const kind = signsIn ? 'USER' : 'ROLE'
    const login = signsIn ? 'LOGIN' : 'NOLOGIN'
    return [`CREATE ${kind} ${[postgresName(name), 'WITH', login, ...words].join(' ')};`]
  },
  drop: ({ name }) => `DROP ROLE ${postgresName(name)};`,
  toIam(question, database) {
    const { have } = question
    const freed = takeWorks(question, have, { title: 'Let it hold sessions', database, facts: [NO_SESSION] })
    const given = { title: 'Let it sign in by IAM', database, facts: [{ kind: 'signIn' } as const, RDS_IAM] }
    return [...freed, ...giveWorks(question, afterWorks(have, freed), given)]
  },
  give: change(true),
  take: change(false),
  covers: coversInPostgres,
  overlapped: overlappedInPostgres,
  settle: settleInPostgres,
  endSessions({ name }, _, version) {
    // PostgreSQL manual, "Server Signaling Functions": from 14 on it waits until they are gone.
    const wait = majorVersion(version) >= 14 ? ', 5000' : ''
    const where = `usename = ${postgresText(name)} AND pid <> pg_backend_pid()`
    return [`SELECT pg_terminate_backend(pid${wait}) FROM pg_stat_activity WHERE ${where};`]
  },
  wanted: wantedInPostgres,
  clear: clearPostgres,
  reassigns: true,
  lendsSignIn: true,
  passesOnAll: reachesAllRoles,
  changesAll: reachesAllRoles,
  refusal: refusalInPostgres,
  lift: {
    passOn: ({ role }, to) => `GRANT ${postgresName(role)} TO ${postgresName(to.name)} WITH ADMIN OPTION;`,
    makeUsers: ({ name }) => `ALTER ROLE ${postgresName(name)} CREATEROLE;`,
    setDefaultRoles: () => null,
    defaultRolesAre: null,
    endSessions: ({ name }) => `GRANT pg_signal_backend TO ${postgresName(name)};`,
  },
}
