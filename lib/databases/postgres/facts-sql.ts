import 'server-only'

/** As a text: to a name it would be cut at 63 bytes, and then be that of somebody else. PostgreSQL, "Identifiers", "String Constants". */
const literal = (text: string) => `'${text.replaceAll("'", "''")}'::text`

/** Whom a right was given to, as an expression: a role by its name, or everybody. */
export const roleNamed = (name: string) => `(select oid from pg_roles where rolname = ${literal(name)})`
export const PUBLIC = '0::oid'
export const OURSELVES = '(select oid from pg_roles where rolname = current_user)'

/** What is true of one role wherever one connects. Nobody's password is looked at. */
export const roleSql = (name: string) => `
select role.rolcanlogin as login, role.rolconnlimit as "limit", role.rolvaliduntil is not null as expires,
  array_remove(array[
    case when rolsuper then 'SUPERUSER' end, case when rolcreaterole then 'CREATEROLE' end,
    case when rolcreatedb then 'CREATEDB' end, case when rolreplication then 'REPLICATION' end,
    case when rolbypassrls then 'BYPASSRLS' end, case when not rolinherit then 'NOINHERIT' end], null) as attributes,
  array(select case when coalesce(base.datname, '') = '' then '' else base.datname || ': ' end || split_part(item, '=', 1)
    from pg_db_role_setting setting left join pg_database base on base.oid = setting.setdatabase
    cross join unnest(setting.setconfig) item where setting.setrole = role.oid order by 1) as settings,
  array(select pid::text from pg_stat_activity where usesysid = role.oid and pid <> pg_backend_pid() order by pid) as sessions
from pg_roles role where role.rolname = ${literal(name)}`

/** PostgreSQL 16 says of each membership whether it is in force; before, the member's own INHERIT does. */
export const membersSql = (name: string, version: number) => `
select held.rolname as role, bool_or(member.admin_option) as admin,
  bool_or(${version >= 160_000 ? 'member.inherit_option' : 'role.rolinherit'}) as in_force
from pg_auth_members member join pg_roles held on held.oid = member.roleid join pg_roles role on role.oid = member.member
where role.rolname = ${literal(name)} group by held.rolname order by held.rolname`

/** Databases that hold something of the role, each with the objects that it owns there; its own databases too. */
export const placesSql = (name: string) => `
select base.datname as database, count(*) filter (where deptype = 'o')::int as owned
from pg_shdepend depend join pg_roles role on role.oid = depend.refobjid
join pg_database base on base.oid = coalesce(nullif(depend.dbid, 0),
  case when depend.classid = 'pg_database'::regclass then depend.objid end)
where depend.refclassid = 'pg_authid'::regclass and role.rolname = ${literal(name)}
group by base.datname order by base.datname`

/** Rights on whole databases, which are the same wherever one connects. Unless told otherwise PUBLIC may connect. */
export const databaseRightsSql = (grantee: string) => `
select datname as database, privilege_type as privilege, bool_or(is_grantable) as grantable
from pg_database base cross join aclexplode(coalesce(base.datacl, acldefault('d', base.datdba))) acl
where acl.grantee = ${grantee} and base.datdba <> acl.grantee
  and not datistemplate and datname <> 'rdsadmin' group by 1, 2 order by 1, 2`

const SYSTEM = `nspname !~ '^pg_' and nspname <> 'information_schema'`
const TABLES = `('r', 'p', 'v', 'm', 'f', 'S')`

/** Rights on schemas, tables and sequences of this database; no name: on all that others own there. */
export const rightsSql = (grantee: string) => `
with things as (
  select space.nspname as schema, class.relname as name, class.relacl as acl,
    case when class.relkind = 'S' then 'sequence' else 'table' end as kind
  from pg_class class join pg_namespace space on space.oid = class.relnamespace
  where class.relkind in ${TABLES} and ${SYSTEM} and class.relowner <> ${grantee}
), all_of as (select schema, kind, count(*) as things from things group by schema, kind),
given as (
  select distinct schema, kind, name, privilege_type as privilege, is_grantable as grantable
  from things cross join aclexplode(acl) acl where acl.grantee = ${grantee}
), counted as (
  select given.*, count(*) over (partition by schema, kind, privilege, grantable) = all_of.things as every
  from given join all_of using (schema, kind)
)
select distinct schema, kind, case when every then null else name end as name, privilege, grantable from counted
union all
select distinct nspname, 'schema', null, privilege_type, is_grantable
from pg_namespace space cross join aclexplode(space.nspacl) acl
where acl.grantee = ${grantee} and nspowner <> acl.grantee and ${SYSTEM}
order by 1, 2, 3, 4`

/** What others make later. */
export const laterSql = (grantee: string) => `
select maker.rolname as maker, space.nspname as schema, privilege_type as privilege,
  case defaclobjtype when 'r' then 'table' when 'S' then 'sequence' else defaclobjtype::text end as kind
from pg_default_acl later cross join aclexplode(later.defaclacl) acl join pg_roles maker on maker.oid = later.defaclrole
left join pg_namespace space on space.oid = later.defaclnamespace
where acl.grantee = ${grantee} and acl.grantee <> maker.oid order by 1, 2, 3, 4`

/** What the vocabulary has no word for: columns, functions, types and the like. */
export const otherSql = (grantee: string) => `
select 'rights on ' || pg_describe_object(classid, objid, 0) as text
from pg_shdepend depend
where depend.deptype = 'a' and depend.refclassid = 'pg_authid'::regclass and depend.refobjid = ${grantee}
  and depend.dbid = (select oid from pg_database where datname = current_database())
  and classid not in ('pg_class'::regclass, 'pg_namespace'::regclass, 'pg_default_acl'::regclass)
union
select 'rights on columns of ' || pg_describe_object('pg_class'::regclass, attrelid, 0)
from pg_attribute of_column cross join aclexplode(of_column.attacl) acl
where acl.grantee = ${grantee} and of_column.attacl is not null order by 1`

/**
 * Who holds the role, through others too; \`gets\`: what it has is theirs. PostgreSQL 16, "Role Membership": whoever made a role
 * may pass it on, and gets nothing of it.
 */
export const holdersSql = (name: string, version: number) => `
with recursive edges as (
  select member, roleid, ${version >= 160_000 ? 'bool_or(inherit_option or set_option)' : 'true'} as gets
  from pg_auth_members group by member, roleid
), holders(oid, gets) as (
  select member, gets from edges where roleid = ${roleNamed(name)}
  union select edges.member, edges.gets and holders.gets from edges join holders on edges.roleid = holders.oid
)
select rolname as name, bool_or(holders.gets) as gets from pg_roles join holders using (oid) group by 1 order by 1`

/** What the one who is signed in may pass on and do. */
export const ADMINISTRATOR_SQL = `
select rolname as name, rolsuper as superuser, rolsuper or rolcreaterole as creates,
  rolsuper or pg_has_role('pg_signal_backend', 'usage') as ends,
  exists (select from pg_roles where rolname = 'rds_iam') as iam,
  array(select rolname::text from pg_roles other where other.oid <> me.oid and pg_has_role(other.oid, 'member with admin option') order by 1) as admin_of,
  array(select rolname::text from pg_roles other where pg_has_role(other.oid, 'usage') order by 1) as acts_as
from pg_roles me where rolname = current_user`

/** Who owns this database, its schemas, and what lies in them; who may be meant by pg_database_owner is said. */
export const OWNERS_SQL = `
with base as (select datdba from pg_database where datname = current_database()),
owned as (
  select null as schema, 'itself' as owns, datdba as owner from base
  union all select nspname, 'itself', nspowner from pg_namespace where ${SYSTEM}
  union all select nspname, case relkind when 'S' then 'sequences' else 'tables' end, relowner
  from pg_class class join pg_namespace space on space.oid = class.relnamespace where relkind in ${TABLES} and ${SYSTEM}
)
select schema, owns, role.rolname as role, count(*)::int as objects from owned
join pg_roles named on named.oid = owned.owner
join pg_roles role on role.oid = case named.rolname when 'pg_database_owner' then (select datdba from base) else named.oid end
group by 1, 2, 3 order by 1 nulls first, 2, 3`
