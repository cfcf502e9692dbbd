import 'server-only'
import { z } from 'zod'
import type { Login } from '@/lib/databases/connection'
import type { Session } from '@/lib/databases/conversation'
import {
  ACCOUNT_LIMITS,
  type Account,
  grantableOf,
  introduced,
  readAccount,
  readDefined,
  readPrivileges,
} from '@/lib/databases/mysql/account-facts'
import { edgesSql, holdersSql, READ_ONLY_SQL, routinesSql } from '@/lib/databases/mysql/account-sql'
import { converseMysql } from '@/lib/databases/mysql/converse-mysql'
import { edgeRow } from '@/lib/databases/mysql/mysql-rows'
import { scanMysql } from '@/lib/databases/mysql/scan-mysql'
import type { ServerReading } from '@/lib/databases/user-adapter'
import type { UserFact } from '@/lib/provision/user-fact'
import type { Administrator } from '@/lib/provision/user-plan'

const flagRow = z.object({ read_only: z.enum(['0', '1']) })
const routineRow = z.object({ text: z.string() })

/** Super Read Only, a replica, a reader: MySQL, "read_only". */
export const isReadOnly = async (session: Session) =>
  (await session.row(flagRow, READ_ONLY_SQL)).read_only === '1'

/** `gatehouse_ops@%`: the host has no `@`. */
function accountOf(text: string): Account {
  const at = text.lastIndexOf('@')
  return { name: text.slice(0, at), host: text.slice(at + 1) }
}

const onServer = (facts: readonly UserFact[], ...privileges: string[]) =>
  facts.some(
    fact => fact.kind === 'right' && fact.on.level === 'server' && privileges.includes(fact.privilege),
  )

const GRANT_TABLES = 'mysql'

/** MariaDB: SET DEFAULT ROLE writes into the tables of `mysql`, so that UPDATE on them is needed. */
function setsDefaultRoles(own: readonly UserFact[], version: string): boolean {
  if (!/mariadb/i.test(version)) return onServer(own, 'CREATE USER')
  return own.some(
    fact =>
      fact.kind === 'right' &&
      fact.privilege === 'UPDATE' &&
      (fact.on.level === 'server' || ('schema' in fact.on && fact.on.schema === GRANT_TABLES)),
  )
}

async function readAdministrator(
  session: Session,
  me: Account,
  version: string,
): Promise<Omit<Administrator, 'blind'>> {
  const own = await readPrivileges(session, me)
  const edges = edgesSql(version, me.name, me.host)
  const roles = edges === null ? [] : await session.rows(edgeRow, edges)
  const routines = await session.rows(routineRow, routinesSql(me.name, me.host))
  return {
    ...me,
    superuser: onServer(grantableOf(own), 'SUPER'),
    createsUsers: onServer(own, 'CREATE USER'),
    adminOf: roles.filter(({ admin }) => admin).map(({ role }) => role),
    actsAs: [],
    grantable: grantableOf(own),
    setsDefaultRoles: setsDefaultRoles(own, version),
    endsSessions:
      onServer(own, 'SUPER', 'CONNECTION ADMIN', 'CONNECTION_ADMIN') ||
      routines.some(({ text }) => text === 'procedure rds_kill of mysql'),
  }
}

async function readServer(session: Session, user: Account, other: Account | null) {
  const { version, account } = await introduced(session)
  const held = holdersSql(version, user.name, user.host)
  const holders = held === null ? [] : await session.rows(edgeRow, held)
  return {
    administrator: await readAdministrator(session, accountOf(account), version),
    readOnly: await isReadOnly(session),
    facts: await readAccount(session, user, version),
    factsOfOther: other && (await readOther(session, other, version)),
    owned: await readDefined(session, user),
    heldBy: holders.map(({ member, member_host: host }) => `${member}@${host}`),
  }
}

/** A role of MariaDB has no host, and one of MySQL is an account. */
async function readOther(session: Session, other: Account, version: string) {
  const hosts = [...new Set([other.host, '', '%'])]
  for (const host of hosts) {
    const facts = await readAccount(session, { ...other, host }, version)
    if (facts) return facts
  }
  return null
}

/** Everything that a plan about one account rests on, read as the administrator. */
export async function readMysqlState(
  login: Login,
  user: Account,
  other: Account | null,
): Promise<ServerReading> {
  const { unread, ...scan } = await scanMysql(login)
  const nobodyWatches = () => {}
  const { administrator, ...server } = await converseMysql(login, ACCOUNT_LIMITS, nobodyWatches, session =>
    readServer(session, user, other),
  )
  return {
    users: scan.users,
    roles: scan.roles,
    databases: scan.databases,
    schemas: scan.schemas,
    version: scan.version,
    ...server,
    administrator: { ...administrator, blind: unread.map(({ what, why }) => `${what}: ${why}`) },
    // We came in by a token: without the plugin nobody does.
    iamLoaded: true,
    passedOnBy: [],
    owners: [],
    publicFacts: [],
    lendIam: [],
  }
}
