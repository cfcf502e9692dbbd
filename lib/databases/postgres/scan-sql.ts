import 'server-only'

/** RDS and PostgreSQL keep these for themselves. */
const OWN_ROLES = `rolname !~ '^pg_' and rolname !~ '^rds' and rolname not in ('rdsadmin', 'rdsproxyadmin')`

/**
 * Nested membership counts: RDS User Guide, "Creating a database account using IAM authentication". The shortest path
 * from the role that decides to its holder is kept.
 */
export const ROLES_SQL = `
with recursive holders(oid, root, path) as (
  select oid, rolname, array[rolname::text] from pg_roles where rolname in ('rds_iam', 'rds_ad', 'rds_superuser')
  union all
  select member.oid, holders.root, holders.path || member.rolname::text
  from holders
  join pg_auth_members held on held.roleid = holders.oid
  join pg_roles member on member.oid = held.member
  where not member.rolname = any (holders.path) and cardinality(holders.path) < 20
), shortest as (
  select distinct on (oid, root) oid, root, path from holders order by oid, root, cardinality(path), path
)
select rolname as name, rolcanlogin as can_login, rolsuper as superuser, rolcreaterole as creates_roles,
  rolvaliduntil as valid_until,
  (select path from shortest where shortest.oid = role.oid and root = 'rds_iam') as iam_path,
  exists (select from shortest where shortest.oid = role.oid and root = 'rds_ad') as kerberos,
  exists (select from shortest where shortest.oid = role.oid and root = 'rds_superuser') as administers,
  has_database_privilege(role.oid, current_database(), 'connect') as connects
from pg_roles role where ${OWN_ROLES} order by rolname`

/** What each login role may do with the tables of this database. */
export const RIGHTS_SQL = `
with tables as (
  select class.oid, class.relowner, class.relnamespace from pg_class class
  join pg_namespace namespace on namespace.oid = class.relnamespace
  where class.relkind in ('r', 'p', 'v', 'm', 'f') and namespace.nspname !~ '^pg_'
    and namespace.nspname <> 'information_schema'
)
select role.rolname as name, count(*)::int as tables,
  count(*) filter (where usable and has_table_privilege(role.oid, tables.oid, 'select'))::int as reads,
  count(*) filter (where usable and has_table_privilege(role.oid, tables.oid, 'insert, update, delete'))::int as writes,
  count(*) filter (where pg_has_role(role.oid, tables.relowner, 'usage'))::int as owns
from pg_roles role cross join tables
cross join lateral (select has_schema_privilege(role.oid, tables.relnamespace, 'usage') as usable) schema
where role.rolcanlogin and ${OWN_ROLES.replaceAll('rolname', 'role.rolname')}
group by role.rolname`

/** Role × table pairs above this are not counted: the answer would take the database too long. */
export const MOST_PAIRS = 2_000_000

export const PAIRS_SQL = `
select (select count(*) from pg_roles where rolcanlogin)::bigint * (select count(*) from pg_class where relkind in ('r','p','v','m','f'))::bigint as pairs`

export const DATABASES_SQL = `
select datname as name from pg_database
where not datistemplate and datallowconn and datname <> 'rdsadmin' order by datname`
