import 'server-only'
import { catalogFor } from '@/lib/databases/mysql/catalog-sql'

/** MySQL, "String Literals": NO_BACKSLASH_ESCAPES is never on in our conversations. */
const literal = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** Letter by letter: the names of users differ by case, and in MySQL hosts do not. */
const isAccount = (name: string, host: string, nameColumn = 'User', hostColumn = 'Host') =>
  `binary ${nameColumn} = binary ${literal(name)} and lower(${hostColumn}) = lower(${literal(host)})`

/** INFORMATION_SCHEMA, "USER_PRIVILEGES": an account is written as `'name'@'host'`, nothing in it escaped. */
const isGrantee = (name: string, host: string) =>
  `binary grantee = binary ${literal(host === '' ? `'${name}'@''` : `'${name}'@'${host}'`)}`

/** The row of one account out of the query for all of them. */
export const accountSql = (version: string, name: string, host: string) =>
  `select * from (${catalogFor(version).accounts}) all_accounts where ${isAccount(name, host, 'name', 'host')}`

export function edgesSql(version: string, name: string, host: string): string | null {
  const { edges } = catalogFor(version)
  return edges && `select * from (${edges}) all_edges where ${isAccount(name, host, 'member', 'member_host')}`
}

export function defaultsSql(version: string, name: string, host: string): string | null {
  const { defaults } = catalogFor(version)
  return (
    defaults &&
    `select * from (${defaults}) all_defaults where ${isAccount(name, host, 'member', 'member_host')}`
  )
}

/** Who holds this account as a role. */
export function holdersSql(version: string, name: string, host: string): string | null {
  const { edges } = catalogFor(version)
  return edges && `select * from (${edges}) all_edges where ${isAccount(name, host, 'role', 'role_host')}`
}

/** Rights on the server, on schemas, tables and columns, as the engine sums them up; passwords are nowhere near. */
export const privilegesSql = (name: string, host: string) => `
select 'server' as level, '' as place, '' as name, privilege_type as privilege, is_grantable as grantable
from information_schema.user_privileges where ${isGrantee(name, host)}
union all
select 'schema', table_schema, '', privilege_type, is_grantable
from information_schema.schema_privileges where ${isGrantee(name, host)}
union all
select 'table', table_schema, table_name, privilege_type, is_grantable
from information_schema.table_privileges where ${isGrantee(name, host)}
union all
select 'column', table_schema, table_name, privilege_type, is_grantable
from information_schema.column_privileges where ${isGrantee(name, host)}`

export const routinesSql = (name: string, host: string) => `
select concat(lower(Routine_type), ' ', Routine_name, ' of ', Db) as text
from mysql.procs_priv where ${isAccount(name, host)}`

export const sessionsSql = (name: string) => `
select cast(id as char) as id from information_schema.processlist
where binary user = binary ${literal(name)} and id <> connection_id() order by id`

/** Views, routines, triggers and events that run as this account. */
export const definedSql = (name: string, host: string) => {
  const definer = `binary definer = binary ${literal(`${name}@${host}`)}`
  return `
select place, cast(count(*) as char) as objects from (
  select table_schema as place from information_schema.views where ${definer}
  union all select routine_schema from information_schema.routines where ${definer}
  union all select trigger_schema from information_schema.triggers where ${definer}
  union all select event_schema from information_schema.events where ${definer}
) defined group by place order by place`
}

export const WHO_SQL = 'select version() as version, current_user() as account'
export const READ_ONLY_SQL = `select if(@@global.read_only, '1', '0') as read_only`
