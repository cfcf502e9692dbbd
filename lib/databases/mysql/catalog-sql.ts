import 'server-only'

/** More is refused or left out, and said. One row above each cap tells that it was passed. */
export const MOST = { accounts: 20_000, grants: 100_000, tables: 50_000 }

const upTo = (rows: number) => `limit ${rows + 1}`

/** The columns of privileges that MySQL 5.7, 8 and MariaDB share, and what GRANT calls them. */
const ON_DATABASES = {
  Select_priv: 'SELECT',
  Insert_priv: 'INSERT',
  Update_priv: 'UPDATE',
  Delete_priv: 'DELETE',
  Create_priv: 'CREATE',
  Drop_priv: 'DROP',
  References_priv: 'REFERENCES',
  Index_priv: 'INDEX',
  Alter_priv: 'ALTER',
  Create_tmp_table_priv: 'CREATE TEMPORARY TABLES',
  Lock_tables_priv: 'LOCK TABLES',
  Create_view_priv: 'CREATE VIEW',
  Show_view_priv: 'SHOW VIEW',
  Create_routine_priv: 'CREATE ROUTINE',
  Alter_routine_priv: 'ALTER ROUTINE',
  Execute_priv: 'EXECUTE',
  Event_priv: 'EVENT',
  Trigger_priv: 'TRIGGER',
}
/** What GRANT ALL on a database comes to. */
export const ALL_ON_DATABASE = Object.values(ON_DATABASES)

const GRANT = { Grant_priv: 'GRANT OPTION' }
const ON_SERVER = {
  Reload_priv: 'RELOAD',
  Process_priv: 'PROCESS',
  File_priv: 'FILE',
  Show_db_priv: 'SHOW DATABASES',
  Super_priv: 'SUPER',
  Repl_slave_priv: 'REPLICATION SLAVE',
  Repl_client_priv: 'REPLICATION CLIENT',
  Create_user_priv: 'CREATE USER',
}

const named = (columns: Record<string, string>) =>
  `concat_ws(',', ${Object.entries(columns)
    .map(([column, word]) => `if(${column} = 'Y', '${word}', null)`)
    .join(', ')})`

/** MySQL Reference Manual, "Grant Tables": the same in every server of the family. */
export const SERVER_RIGHTS_SQL = `
select User as name, Host as host, ${named({ ...ON_DATABASES, ...GRANT, ...ON_SERVER })} as privileges
from mysql.user ${upTo(MOST.accounts)}`

export const DATABASE_GRANTS_SQL = `
select User as name, Host as host, Db as place, ${named({ ...ON_DATABASES, ...GRANT })} as privileges
from mysql.db ${upTo(MOST.grants)}`

export const TABLE_GRANTS_SQL = `
select User as name, Host as host, Db as place, Table_name as table_name,
  upper(Table_priv) as privileges, upper(Column_priv) as column_privileges
from mysql.tables_priv ${upTo(MOST.grants)}`

export const DATABASES_SQL = 'select schema_name as name from information_schema.schemata'

/** Of whoever else is connected. */
export const SESSIONS_SQL = `
select user as name, count(*) as sessions from information_schema.processlist
where user is not null and id <> connection_id() group by user`

export const SERVER_SQL = 'select version() as version, current_user() as account'

const tablesOf = (view: string) => `
select name from information_schema.${view}
where name like '%/%' and name not like '%/#sql%' and name not like '%/FTS_0%' ${upTo(MOST.tables)}`

/** What differs between servers of the family; null: the server has nothing of the kind. */
export interface CatalogSql {
  accounts: string
  edges: string | null
  defaults: string | null
  /** Whether every role is in force at sign-in, and which are everybody's. */
  everyRole: string | null
  /** Privileges without a column of their own. */
  dynamic: string | null
  /** Needs PROCESS, and no right on any table: information_schema.tables shows only what the reader may use. */
  tables: string
  /** What ends a statement at the server too, where the deadline is over. */
  stopAfter(ms: number): string
}

const value = (key: string, none: string) => `coalesce(json_value(Priv, '$.${key}'), '${none}')`
const isTrue = (key: string) => `if(${value(key, '0')} in ('1', 'true'), 1, 0)`

/**
 * MariaDB Knowledge Base, "mysql.global_priv": the view mysql.user shows one way in of `IDENTIFIED VIA … OR …` and hides the
 * others. Hashes stand in the same document, and no path here leads to one.
 */
export const MARIADB_SQL: CatalogSql = {
  accounts: `
select User as name, Host as host, ${value('plugin', '')} as plugin,
  coalesce(json_extract(Priv, '$.auth_or[*].plugin'), '[]') as others, '[]' as factors,
  ${isTrue('account_locked')} as locked, ${isTrue('is_role')} as is_role,
  if(${value('password_last_changed', '1')} = '0', 1, 0) as expired,
  if(${value('ssl_type', '0')} = '0', 0, 1) as tls,
  ${value('max_user_connections', '0')} as most_sessions, '[]' as restrictions
from mysql.global_priv order by User, Host ${upTo(MOST.accounts)}`,
  edges: `
select User as member, Host as member_host, Role as role, '' as role_host, if(Admin_option = 'Y', 1, 0) as admin
from mysql.roles_mapping ${upTo(MOST.grants)}`,
  defaults: `
select User as member, Host as member_host, ${value('default_role', '')} as role, '' as role_host
from mysql.global_priv having role <> '' ${upTo(MOST.accounts)}`,
  everyRole: null,
  dynamic: null,
  tables: tablesOf('innodb_sys_tables'),
  stopAfter: ms => `set session max_statement_time = ${ms / 1_000}`,
}

const mysqlAccounts = (factors: string, restrictions: string) => `
select User as name, Host as host, plugin, '[]' as others, ${factors} as factors,
  if(account_locked = 'Y', 1, 0) as locked, 0 as is_role, if(password_expired = 'Y', 1, 0) as expired,
  if(ssl_type = '', 0, 1) as tls, max_user_connections as most_sessions, ${restrictions} as restrictions
from mysql.user order by User, Host ${upTo(MOST.accounts)}`

const attribute = (path: string) => `coalesce(json_extract(User_attributes, '$.${path}'), '[]')`

/** MySQL Reference Manual, "Grant Tables" and "Using Roles". Not run here: no such server can be had. */
export const MYSQL_8_SQL: CatalogSql = {
  accounts: mysqlAccounts(attribute('multi_factor_authentication[*].plugin'), attribute('Restrictions')),
  edges: `
select TO_USER as member, TO_HOST as member_host, FROM_USER as role, FROM_HOST as role_host,
  if(WITH_ADMIN_OPTION = 'Y', 1, 0) as admin
from mysql.role_edges ${upTo(MOST.grants)}`,
  defaults: `
select USER as member, HOST as member_host, DEFAULT_ROLE_USER as role, DEFAULT_ROLE_HOST as role_host
from mysql.default_roles ${upTo(MOST.grants)}`,
  everyRole:
    "select if(@@activate_all_roles_on_login, 1, 0) as every, coalesce(@@mandatory_roles, '') as mandatory",
  dynamic: `select USER as name, HOST as host, PRIV as privileges from mysql.global_grants ${upTo(MOST.grants)}`,
  tables: tablesOf('innodb_tables'),
  stopAfter: ms => `set session max_execution_time = ${ms}`,
}

/** Before roles and attributes. */
export const MYSQL_5_SQL: CatalogSql = {
  ...MYSQL_8_SQL,
  accounts: mysqlAccounts("'[]'", "'[]'"),
  edges: null,
  defaults: null,
  everyRole: null,
  dynamic: null,
  tables: tablesOf('innodb_sys_tables'),
}

/** A server says what it is: behind a MySQL of the demo stands a MariaDB. */
export function catalogFor(version: string): CatalogSql {
  if (/mariadb/i.test(version)) return MARIADB_SQL
  return Number.parseInt(version, 10) < 8 ? MYSQL_5_SQL : MYSQL_8_SQL
}
