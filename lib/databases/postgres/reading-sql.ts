import 'server-only'

/** `[grantee, [privilege, …]]`, PUBLIC as 0. Works on every version: an ACL that was never touched is the default one. */
const grants = (acl: string) => `coalesce((
      select json_agg(json_build_array(grantee, privileges)) from (
        select grantee::int8 as grantee, json_agg(distinct privilege_type::text) as privileges
        from aclexplode(${acl}) group by grantee) each_grantee), '[]')`

const list = (value: string, from: string) => `coalesce((select json_agg(${value}) from ${from}), '[]')`

/**
 * Whoever may sign in may read all of this but the number that names the server, which is asked for only where that is allowed.
 * `to_jsonb` of a membership: its options INHERIT and SET are of PostgreSQL 16. Sessions of others show their user to everybody.
 */
const SERVER_JSON = `json_build_object(
  'at', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  'version', current_setting('server_version'),
  'identifier', case when has_function_privilege(to_regprocedure('pg_control_system()'), 'execute') then
    substring(query_to_xml('select system_identifier from pg_control_system()', false, false, '')::text from '>([0-9]+)<') end,
  'readAs', current_user::text,
  'roles', ${list(
    `json_build_object('oid', oid::int8, 'name', rolname, 'login', rolcanlogin, 'superuser', rolsuper, 'inherits', rolinherit,
    'createsRoles', rolcreaterole, 'createsDatabases', rolcreatedb, 'replicates', rolreplication, 'bypassesRowSecurity',
    rolbypassrls, 'connectionLimit', rolconnlimit, 'validUntil', rolvaliduntil)`,
    'pg_roles',
  )},
  'memberships', ${list(
    `json_build_array(roleid::int8, member::int8, admin_option, to_jsonb(membership) -> 'inherit_option',
    to_jsonb(membership) -> 'set_option')`,
    'pg_auth_members membership',
  )},
  'databases', ${list(
    `json_build_object('name', datname, 'owner', datdba::int8, 'accepts', datallowconn and datconnlimit <> 0, 'grants',
    ${grants("coalesce(datacl, acldefault('d', datdba))")})`,
    "(select * from pg_database where not datistemplate and datname <> 'rdsadmin' order by datname) each_database",
  )},
  'owned', ${list(
    'json_build_array(refobjid::int8, objects)',
    `(select refobjid, count(*) as objects from pg_shdepend
    where deptype = 'o' and refclassid = 'pg_authid'::regclass group by refobjid) each_owner`,
  )},
  'sessions', ${list(
    'json_build_array(usesysid::int8, sessions)',
    `(select usesysid, count(*) as sessions from pg_stat_activity
    where usesysid is not null and coalesce(backend_type, 'client backend') = 'client backend'
    and pid <> pg_backend_pid() group by usesysid) each_user`,
  )}
)`

const OWN_SCHEMA = "nspname !~ '^pg_' and nspname <> 'information_schema'"
const TABLE_KINDS = "relkind in ('r', 'p', 'v', 'm', 'f')"

/** Names of the tables of one kind of rights that are told. */
const NAMED = 100

/** Tables with one schema, owner and ACL are told together: a server has many tables and few kinds of rights. */
const DATABASE_JSON = `json_build_object(
  'database', current_database()::text,
  'schemas', ${list(
    `json_build_object('name', nspname, 'grants', ${grants("coalesce(nspacl, acldefault('n', nspowner))")})`,
    `pg_namespace where ${OWN_SCHEMA}`,
  )},
  'tables', ${list(
    `json_build_object('schema', nspname, 'owner', relowner::int8, 'tables', tables, 'names', names, 'grants',
    ${grants('acl::aclitem[]')})`,
    `(select nspname, relowner, coalesce(relacl, acldefault('r', relowner))::text as acl, count(*) as tables,
      (array_agg(relname::text order by relname))[1:${NAMED}] as names
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where ${TABLE_KINDS} and ${OWN_SCHEMA} group by 1, 2, 3 order by 1, 4 desc) alike`,
  )},
  'columns', ${list(
    `json_build_object('schema', nspname, 'table', relname, 'grants', grants, 'wholeTable', ${grants('acl::aclitem[]')})`,
    `(select nspname, relname, coalesce(relacl, acldefault('r', relowner))::text as acl, json_agg(distinct jsonb_build_array(grantee::int8, privilege_type::text)) as grants
    from pg_attribute join pg_class on pg_class.oid = attrelid join pg_namespace on pg_namespace.oid = relnamespace,
    aclexplode(attacl) where attacl is not null and not attisdropped and ${TABLE_KINDS} and ${OWN_SCHEMA}
    group by 1, 2, 3) each_table`,
  )},
  'defaults', ${list(
    `json_build_object('maker', defaclrole::int8, 'schema', nspname, 'grants', ${grants('defaclacl')})`,
    `pg_default_acl left join pg_namespace on pg_namespace.oid = defaclnamespace where defaclobjtype = 'r'`,
  )}
)`

export const SERVER_SQL = `select ${SERVER_JSON}::text as reading`
export const DATABASE_SQL = `select ${DATABASE_JSON}::text as reading`

/** For a person to run: one row, one text, and through jsonb one line. On the path of the session others may have put names. */
export const BY_HAND_SQL = `-- Reads the users of this PostgreSQL server and their rights in this database, and changes nothing.
-- Run it in each database of the server, as any user. The answer is one JSON text in one line: paste it into Gatehouse.
set search_path = '';
select json_build_object('gatehouse', 1, 'family', 'postgres', 'server', ${SERVER_JSON},
'database', ${DATABASE_JSON})::jsonb::text;
`
