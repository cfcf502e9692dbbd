import { createConnection } from 'mysql2/promise'
import pg from 'pg'

/**
 * What the servers behind two targets say of one user themselves, past Gatehouse: as their master user, through the same door.
 * A user's name is blanked, so that two users with the same rights read the same. There is no such user: `NONE`.
 * @typedef {ReturnType<typeof openInside>} Inside
 */
export const NONE = 'none'

/** All that PostgreSQL keeps of a role: its attributes, memberships both ways, and every right by name. */
const FACTS = `
select coalesce(string_agg(line, e'\\n' order by line), '${NONE}') as facts from (
  select to_jsonb(r) - 'oid' - 'rolpassword' || '{}' as fact from pg_roles r where rolname = $1
  union all
  select jsonb_build_object('in', g.rolname, 'as', to_jsonb(m) - 'oid' - 'roleid' - 'member' - 'grantor')
    from pg_auth_members m join pg_roles g on g.oid = roleid join pg_roles u on u.oid = member where u.rolname = $1
  union all
  select jsonb_build_object('member', u.rolname, 'as', to_jsonb(m) - 'oid' - 'roleid' - 'member' - 'grantor')
    from pg_auth_members m join pg_roles g on g.oid = roleid join pg_roles u on u.oid = member where g.rolname = $1
  union all
  select jsonb_build_object('on', name, 'may', privilege_type, 'passes on', is_grantable) from (
    select 'database ' || datname as name, datacl as acl from pg_database
    union all select 'schema ' || nspname, nspacl from pg_namespace
    union all select 'table ' || oid::regclass, relacl from pg_class
    union all select 'later ' || defaclnamespace::regnamespace || ' ' || defaclobjtype::text, defaclacl from pg_default_acl
  ) held, aclexplode(acl) join pg_roles on oid = grantee where rolname = $1
) facts, lateral (select replace(fact::text, $1, 'USER') as line) lines`

/** @param {import('../environment.js').Simulator} simulator */
export function openInside({ fronts }) {
  /** @param {string} target */
  const portOf = target => {
    const front = fronts.find(({ identifier }) => identifier === target)
    if (!front) throw new Error(`Nothing answers for ${target}.`)
    return front.dialPort
  }
  const host = '127.0.0.1'
  return {
    /** @param {string} user */
    'orders-prod': async user => {
      const client = new pg.Client({
        host,
        port: portOf('orders-prod'),
        user: 'postgres',
        password: 'orders-master-demo',
        database: 'orders',
        ssl: { rejectUnauthorized: false },
      })
      client.on('error', () => {})
      await client.connect()
      try {
        return /** @type {string} */ ((await client.query(FACTS, [user])).rows[0].facts)
      } finally {
        await client.end()
      }
    },
    /** @param {string} user */
    'catalog-prod': async user => {
      const connection = await createConnection({
        host,
        port: portOf('catalog-prod'),
        user: 'admin',
        password: 'catalog-prod-master-demo',
        ssl: { rejectUnauthorized: false },
      })
      try {
        const [known] = await connection.query(
          "select Host, json_remove(Priv, '$.password_last_changed') as made from mysql.global_priv where User = ?",
          [user],
        )
        if (/** @type {unknown[]} */ (known).length === 0) return NONE
        const [rights] = await connection.query('show grants for ?@?', [user, '%'])
        // In its memory the demo's server has a password for who signs in by the plugin of AWS: its catalog tells the truth.
        const lines = /** @type {object[]} */ (rights).flatMap(Object.values).toSorted()
        return JSON.stringify([known, lines])
          .replaceAll(user, 'USER')
          .replaceAll(/ IDENTIFIED BY PASSWORD '[^']*'/g, '')
      } finally {
        await connection.end()
      }
    },
  }
}
