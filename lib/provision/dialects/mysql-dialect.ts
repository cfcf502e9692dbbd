import { ENGINE_FAMILIES } from '@/lib/access/model/engine-family/engine-families'
import { mysqlAccount } from '@/lib/access/model/engine-family/quoted-names'
import type { Dialect } from '../dialect'
import { hasFact, ofKind } from '../fact-sets'
import { nameMistake, startOf } from '../name-mistake'
import { factLine, type UserFact } from '../user-fact'
import { refusalInMysql } from './mysql-refusal'
import { wantedInMysql } from './mysql-rights'
import { changeAccount, type DefaultRoles, roleName, setDefaultRoles } from './mysql-statements'

const PLUGIN = 'AWSAuthenticationPlugin'
const IAM: UserFact = { kind: 'plugin', plugin: PLUGIN }
const TLS: UserFact = { kind: 'tls' }
const BY_IAM = `IDENTIFIED WITH ${PLUGIN} AS 'RDS' REQUIRE SSL`

const letters = (text: string) => [...text].length

/** Names are kept in utf8mb3: MySQL Reference Manual, "UTF-8 for Metadata". */
const BEYOND_BMP = /[\u{10000}-\u{10ffff}]/gu

const RESERVED =
  /^(rdsadmin|rdsproxyadmin|rdsrepladmin|rdstopmgr|rds_superuser_role|mysql\.\w+|mariadb\.\w+|event_scheduler|AWS_\w+_ACCESS)$/i

/** What the two engines of the family share; RDS User Guide, "Creating a database account using IAM authentication". */
export function mysqlDialect(
  longestName: number,
  defaultRoles: DefaultRoles,
  wanted: Dialect['wanted'],
): Dialect {
  const give = changeAccount(true, defaultRoles.statement)
  const take = changeAccount(false, defaultRoles.statement)
  return {
    inOneTransaction: false,
    named: ({ name, host }) => ({ name, host: host ?? '%' }),
    nameMistake: ({ name, host }) => {
      if (host !== null && !/^[\w.:%/-]{1,255}$/.test(host))
        return { text: `${JSON.stringify(host)} is no host that an account can have.`, suggestion: null }
      return nameMistake(name, {
        isTooLong: text => letters(text) > longestName,
        longest: `${longestName} characters`,
        cut: text => startOf(text, start => letters(start) <= longestName),
        forbidden: { letters: BEYOND_BMP, words: 'a character of four bytes, which the server cannot keep' },
      })
    },
    isReserved: name => RESERVED.test(name),
    newUser: [{ kind: 'exists' }, { kind: 'signIn' }, IAM, TLS],
    create({ name, host }, facts) {
      if (ofKind(facts, 'plugin').some(({ plugin }) => plugin !== PLUGIN) || !hasFact(facts, IAM)) return null
      const words = hasFact(facts, TLS) ? BY_IAM : BY_IAM.replace(' REQUIRE SSL', '')
      const lock = hasFact(facts, { kind: 'signIn' }) ? '' : ' ACCOUNT LOCK'
      const limit = ofKind(facts, 'limit').map(
        ({ connections }) => ` WITH MAX_USER_CONNECTIONS ${connections}`,
      )
      return [`CREATE USER ${mysqlAccount(name, host)} ${words}${limit.join('')}${lock};`]
    },
    drop: ({ name, host }) => `DROP USER ${mysqlAccount(name, host)};`,
    toIam({ user, have }, database) {
      const account = mysqlAccount(user.name, user.host)
      const work = { database, alone: false, undoNote: null, removes: [] as UserFact[] }
      const methods = ofKind(have, 'plugin').filter(({ plugin }) => plugin !== PLUGIN)
      const open: UserFact = { kind: 'signIn' }
      const lacksTls = !hasFact(have, TLS)
      const move = {
        ...work,
        title: 'Let it sign in by IAM, and by nothing else',
        statements: [`ALTER USER ${account} ${BY_IAM};`],
        undo: null,
        undoNote: `${methods.map(factLine).join(' and ') || 'What it signed in by'} before: the password is gone, and Gatehouse never reads one. Back: ALTER USER ${account} IDENTIFIED BY '<new password>';`,
        adds: [...(hasFact(have, IAM) ? [] : [IAM]), ...(lacksTls ? [TLS] : [])],
        removes: methods,
      }
      const encrypt = {
        ...work,
        title: 'Let it sign in over TLS only',
        statements: give([TLS], user, have),
        undo: take([TLS], user, have),
        adds: [TLS],
      }
      const unlock = {
        ...work,
        title: 'Unlock it',
        statements: give([open], user, have),
        undo: take([open], user, have),
        adds: [open],
      }
      return [
        ...(methods.length > 0 || !hasFact(have, IAM) ? [move] : lacksTls ? [encrypt] : []),
        ...(hasFact(have, open) ? [] : [unlock]),
      ]
    },
    give,
    take,
    // Rights on a schema and on its tables stand beside each other.
    covers: () => false,
    overlapped: () => [],
    settle: facts => [...facts],
    // RDS User Guide, "Ending a session or query".
    endSessions: (_, ids) => ids.filter(id => /^\d+$/.test(id)).map(id => `CALL mysql.rds_kill(${id});`),
    wanted,
    // DROP USER takes the rights along; what runs with its rights cannot be given to another.
    clear: () => [],
    reassigns: false,
    lendsSignIn: false,
    passesOnAll: ({ superuser }) => superuser,
    changesAll: ({ superuser, createsUsers }) => superuser || createsUsers,
    refusal: refusalInMysql,
    lift: {
      passOn: (role, { name, host }) =>
        `GRANT ${roleName(role)} TO ${mysqlAccount(name, host)} WITH ADMIN OPTION;`,
      makeUsers: ({ name, host }) => `GRANT CREATE USER ON *.* TO ${mysqlAccount(name, host)};`,
      defaultRolesAre: defaultRoles.warning,
      setDefaultRoles: ({ name, host }) => `GRANT ${defaultRoles.takes} TO ${mysqlAccount(name, host)};`,
      endSessions: ({ name, host }) =>
        `GRANT EXECUTE ON PROCEDURE mysql.rds_kill TO ${mysqlAccount(name, host)};`,
    },
  }
}

export const mysql = mysqlDialect(
  ENGINE_FAMILIES.mysql.longestUserName,
  setDefaultRoles,
  wantedInMysql({
    roleHost: '%',
    watch: () => ['PROCESS', 'REPLICATION CLIENT'],
    hasRoles: version => version >= 8,
    oneDefaultRole: false,
  }),
)
