import 'server-only'
import { z } from 'zod'
import type { Login } from '@/lib/databases/connection'
import type { Limits, Session } from '@/lib/databases/conversation'
import {
  accountSql,
  defaultsSql,
  definedSql,
  edgesSql,
  privilegesSql,
  routinesSql,
  sessionsSql,
  WHO_SQL,
} from '@/lib/databases/mysql/account-sql'
import { converseMysql } from '@/lib/databases/mysql/converse-mysql'
import {
  type AccountRow,
  accountRow,
  defaultRow,
  edgeRow,
  nameInMysql,
} from '@/lib/databases/mysql/mysql-rows'
import type { Place, RightFact, UserFact } from '@/lib/provision/user-fact'

export const ACCOUNT_LIMITS: Limits = { deadlineMs: 30_000, bytes: 16_777_216, rows: 100_000 }

/** An account as the server has it: of every host where none is named; a role of MariaDB has none. */
export interface Account {
  name: string
  host: string
}

const whoRow = z.object({ version: nameInMysql, account: nameInMysql })
const privilegeRow = z.object({
  level: z.enum(['server', 'schema', 'table', 'column']),
  place: nameInMysql,
  name: nameInMysql,
  privilege: nameInMysql,
  grantable: z.enum(['YES', 'NO']).transform(word => word === 'YES'),
})
const routineRow = z.object({ text: z.string().max(4_000) })
const sessionRow = z.object({ id: nameInMysql })
const definedRow = z.object({ place: nameInMysql, objects: z.coerce.number() })

/**
 * Who we are and where, with quotes and backslashes as our statements mean them: MySQL, "Server SQL Modes". MariaDB's GRANT
 * would make a user that is missing, unless told not to.
 */
export async function introduced(session: Session): Promise<z.infer<typeof whoRow>> {
  const who = await session.row(whoRow, WHO_SQL)
  const mode = /mariadb/i.test(who.version) ? 'NO_AUTO_CREATE_USER' : ''
  await session.rows(z.unknown(), `set session sql_mode = '${mode}'`)
  return who
}

/** `orders\_x` is the database orders_x; with a bare `_` or `%` it may be several. */
function schemaOf(pattern: string): string | null {
  return /(?<!\\)[_%]/.test(pattern) ? null : pattern.replace(/\\([\\_%])/g, '$1')
}

function placeOf({ level, place, name }: z.infer<typeof privilegeRow>): Place | null {
  if (level === 'server') return { level: 'server' }
  if (level === 'table') return { level: 'table', database: place, schema: place, name }
  const schema = level === 'schema' ? schemaOf(place) : null
  return schema === null ? null : { level: 'everyTable', database: schema, schema }
}

function rightFact(row: z.infer<typeof privilegeRow>): UserFact {
  const { privilege, grantable, level, place, name } = row
  const on = placeOf(row)
  if (on) return { kind: 'right', privilege, on, grantable }
  const where = level === 'column' ? `columns of ${name} of ${place}` : `databases like ${place}`
  return { kind: 'other', text: `${privilege} on ${where}` }
}

/** MariaDB says no plugin where it is the native password. */
const pluginsOf = ({ plugin, others }: AccountRow) => [plugin || 'mysql_native_password', ...others]

function factsOf(row: AccountRow): UserFact[] {
  const { locked, is_role: isRole, tls, most_sessions: most, expired, factors, restrictions } = row
  return [
    { kind: 'exists' },
    ...(isRole || locked ? [] : [{ kind: 'signIn' } as const]),
    ...(isRole ? [] : [...new Set(pluginsOf(row))].map(plugin => ({ kind: 'plugin', plugin }) as const)),
    ...(tls ? [{ kind: 'tls' } as const] : []),
    ...(most > 0 ? [{ kind: 'limit', connections: most } as const] : []),
    ...(expired ? [{ kind: 'other', text: 'a password that has expired' } as const] : []),
    ...factors.map(factor => ({ kind: 'other', text: `a further factor, ${factor}` }) as const),
    ...restrictions.map(one => {
      return { kind: 'other', text: `without ${one.Privileges.join(', ')} in ${one.Database}` } as const
    }),
  ]
}

const roleOf = ({ role, role_host: host }: { role: string; role_host: string }) => ({
  role,
  host: host === '' ? null : host,
})

/** What an account was given: rights alone, as its own. */
export async function readPrivileges(session: Session, { name, host }: Account): Promise<UserFact[]> {
  const rows = await session.rows(privilegeRow, privilegesSql(name, host))
  return rows.filter(({ privilege }) => privilege !== 'USAGE').map(rightFact)
}

export const grantableOf = (facts: readonly UserFact[]): RightFact[] =>
  facts.flatMap(fact => (fact.kind === 'right' && fact.grantable ? [fact] : []))

/** Null: there is no such account. */
export async function readAccount(
  session: Session,
  account: Account,
  version: string,
): Promise<UserFact[] | null> {
  const { name, host } = account
  const [row] = await session.rows(accountRow, accountSql(version, name, host))
  if (!row) return null
  const ask = async <Row>(shape: z.ZodType<Row>, sql: string | null) =>
    sql === null ? [] : session.rows(shape, sql)
  const edges = await ask(edgeRow, edgesSql(version, name, host))
  const defaults = await ask(defaultRow, defaultsSql(version, name, host))
  const routines = await session.rows(routineRow, routinesSql(name, host))
  const sessions = row.is_role ? [] : await session.rows(sessionRow, sessionsSql(name))
  const owned = await readDefined(session, account)
  const facts: UserFact[] = [
    ...factsOf(row),
    ...edges.map(edge => ({ kind: 'member', ...roleOf(edge), admin: edge.admin, inForce: true }) as const),
    ...defaults.map(one => ({ kind: 'defaultRole', ...roleOf(one) }) as const),
    ...(await readPrivileges(session, account)),
    ...routines.map(({ text }) => ({ kind: 'other', text: `rights on ${text}` }) as const),
    ...owned.map(({ database }) => ({ kind: 'owns', database }) as const),
    ...sessions.map(({ id }) => ({ kind: 'session', id }) as const),
  ]
  return facts
}

/** What runs as the account: it fails once the account is gone. */
export async function readDefined(session: Session, { name, host }: Account) {
  const rows = await session.rows(definedRow, definedSql(name, host))
  return rows.map(({ place, objects }) => ({ database: place, objects }))
}

/** Null: there is no such account. */
export async function readAccountFacts(login: Login, account: Account): Promise<UserFact[] | null> {
  const nobodyWatches = () => {}
  return converseMysql(login, ACCOUNT_LIMITS, nobodyWatches, async session => {
    const { version } = await introduced(session)
    return readAccount(session, account, version)
  })
}
