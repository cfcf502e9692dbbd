import 'server-only'
import { z } from 'zod'
import type { UnreadInside } from '@/lib/access/model/database-user'
import type { Session } from '@/lib/databases/conversation'
import {
  type CatalogSql,
  catalogFor,
  DATABASE_GRANTS_SQL,
  DATABASES_SQL,
  MOST,
  SERVER_RIGHTS_SQL,
  SERVER_SQL,
  SESSIONS_SQL,
  TABLE_GRANTS_SQL,
} from '@/lib/databases/mysql/catalog-sql'
import type { GrantRows } from '@/lib/databases/mysql/collected-grants'
import {
  type AccountName,
  type AccountRow,
  accountRow,
  databaseGrantRow,
  defaultRow,
  edgeRow,
  everyRoleRow,
  nameRow,
  serverRightsRow,
  serverRow,
  sessionsRow,
  tableGrantRow,
} from '@/lib/databases/mysql/mysql-rows'

/** "Server Error Message Reference": access denied to a database, a table, a column; a privilege is lacking; no such table or variable. */
const REFUSALS = new Set(['1044', '1142', '1143', '1227', '1146', '1109', '1193'])

const isRefusal = (error: unknown) =>
  error instanceof Error && 'code' in error && REFUSALS.has(String(error.code))

export interface Catalog {
  version: string
  accounts: AccountRow[]
  rows: GrantRows
  /** Null: not readable. */
  tables: string[] | null
  databases: string[]
  sessions: Map<string, number> | null
  unread: UnreadInside[]
}

/** The accounts are what a scan is for: without them there is none. */
export class AccountsUnread extends Error {}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** `gatehouse_scan@%` as a statement names it; the host has no `@`. */
function asAccount(account: string): string {
  const at = account.lastIndexOf('@')
  return `${quoted(account.slice(0, at))}@${quoted(account.slice(at + 1))}`
}

/** Reads what it may, and says of the rest which grant is missing. */
function reader(session: Session, account: string) {
  const unread: UnreadInside[] = []
  const missing = (grant: string) => `${account} lacks it: GRANT ${grant} TO ${asAccount(account)};`
  const skip = (what: string, why: string) => {
    unread.push({ database: null, what, why })
    return null
  }
  async function read<Row>(
    row: z.ZodType<Row>,
    sql: string | null,
    { what, grant, most }: { what: string; grant: string; most: number },
  ): Promise<Row[] | null> {
    if (sql === null) return null
    const rows = await session.rows(row, sql).catch(error => {
      if (isRefusal(error)) return skip(what, missing(grant))
      throw error
    })
    return rows && rows.length > most ? skip(what, `There are more than ${most}.`) : rows
  }
  return { unread, missing, read }
}

const CATALOG = 'SELECT ON mysql.*'

/** `role1,role2@%`: MySQL Reference Manual, "mandatory_roles". */
export function mandatoryRoles(text: string): AccountName[] {
  return text
    .split(',')
    .map(part => part.trim().replace(/[`'"]/g, ''))
    .filter(part => part !== '')
    .map(part => {
      const [name = '', host = '%'] = part.split('@')
      return { name, host }
    })
}

async function readGrants(read: ReturnType<typeof reader>['read'], sql: CatalogSql): Promise<GrantRows> {
  const of = (what: string) => ({ what, grant: CATALOG, most: MOST.grants })
  const everyRole = await read(everyRoleRow, sql.everyRole, of('which roles are in force at sign-in'))
  return {
    onServer: await read(serverRightsRow, SERVER_RIGHTS_SQL, {
      ...of('rights on the whole server'),
      most: MOST.accounts,
    }),
    dynamic: await read(serverRightsRow, sql.dynamic, of('administrative rights')),
    databases: await read(databaseGrantRow, DATABASE_GRANTS_SQL, of('rights on databases')),
    tables: await read(tableGrantRow, TABLE_GRANTS_SQL, of('rights on single tables')),
    edges: await read(edgeRow, sql.edges, of('who holds which role')),
    defaults: await read(defaultRow, sql.defaults, of('which roles are in force at sign-in')),
    everyRole: everyRole?.[0]
      ? { every: everyRole[0].every, mandatory: mandatoryRoles(everyRole[0].mandatory) }
      : null,
  }
}

/** Everything in one session that may write nothing. MySQL keeps no snapshot of its own tables: it is read in one go. */
export async function readCatalog(session: Session, stopAfterMs: number): Promise<Catalog> {
  await session.rows(z.unknown(), 'set session transaction read only')
  const { version, account } = await session.row(serverRow, SERVER_SQL)
  const sql = catalogFor(version)
  const { unread, missing, read } = reader(session, account)
  // Older servers have no such limit: then the deadline of the conversation alone ends it.
  await session.rows(z.unknown(), sql.stopAfter(stopAfterMs)).catch(error => {
    if (!isRefusal(error)) throw error
  })
  const accounts = await read(accountRow, sql.accounts, {
    what: 'accounts',
    grant: CATALOG,
    most: MOST.accounts,
  })
  if (accounts === null) throw new AccountsUnread(unread[0]?.why ?? missing(CATALOG))
  const rows = await readGrants(read, sql)
  const process = { grant: 'PROCESS ON *.*' }
  const tables = await read(nameRow, sql.tables, {
    ...process,
    what: 'databases, their tables, and live sessions',
    most: MOST.tables,
  })
  const blind = unread.some(({ why }) => why === missing(process.grant))
  const sessions = blind ? null : await session.rows(sessionsRow, SESSIONS_SQL)
  const databases = await session.rows(nameRow, DATABASES_SQL)
  return {
    version,
    accounts,
    rows,
    tables: tables?.map(({ name }) => name) ?? null,
    databases: databases.map(({ name }) => name),
    sessions: sessions && new Map(sessions.map(row => [row.name, row.sessions])),
    unread,
  }
}
