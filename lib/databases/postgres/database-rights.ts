import 'server-only'
import type { DatabaseReading, Grants } from '@/lib/databases/postgres/postgres-reading'
import type { RoleGraph } from '@/lib/databases/postgres/role-graph'

/** Tables of one schema with the same rights for one role. */
export interface TablesAlike {
  schema: string
  tables: number
  names: string[]
  privileges: ReadonlySet<string>
  owned: boolean
}

/** What one role may do in one database, counted and not yet said. */
export interface DatabaseRights {
  tables: TablesAlike[]
  /** Tables on single columns of which it has a privilege that it has not on the whole. */
  columns: { schema: string; table: string; privileges: string[] }[]
  future: { schema: string | null; maker: string; privileges: string[] }[]
  createsIn: string[]
}

const PUBLIC = 0
const PUBLIC_ONLY = [PUBLIC]

/** "Predefined Roles": they hold for every table and schema, whatever its ACL says. */
const OVER_EVERYTHING: Record<string, string[]> = {
  pg_read_all_data: ['SELECT'],
  pg_write_all_data: ['INSERT', 'UPDATE', 'DELETE'],
  pg_maintain: ['MAINTAIN'],
}
const USES_EVERY_SCHEMA = ['pg_read_all_data', 'pg_write_all_data']

const has = (grants: Grants, roles: ReadonlySet<number>, privilege: string) =>
  grants.some(([grantee, privileges]) => roles.has(grantee) && privileges.includes(privilege))

/** All roles that anything in this database is granted to or owned by: what others hold makes no difference here. */
function rolesThatMatter(reading: DatabaseReading): Set<number> {
  const lists = [...reading.schemas, ...reading.tables, ...reading.columns, ...reading.defaults]
  return new Set([
    ...lists.flatMap(({ grants }) => grants.map(([grantee]) => grantee)),
    ...reading.tables.map(({ owner }) => owner),
    ...reading.defaults.map(({ maker }) => maker),
  ])
}

interface Held {
  privileges: Set<string>
  owned: boolean
}

/** The tables by who holds something on them, so that a role looks at its own only. */
function tablesByHolder(
  reading: DatabaseReading,
): Map<number, { at: number; privileges: string[]; owned: boolean }[]> {
  const byHolder = new Map<number, { at: number; privileges: string[]; owned: boolean }[]>()
  const add = (holder: number, entry: { at: number; privileges: string[]; owned: boolean }) => {
    const known = byHolder.get(holder)
    if (known) known.push(entry)
    else byHolder.set(holder, [entry])
  }
  for (const [at, { owner, grants }] of reading.tables.entries()) {
    add(owner, { at, privileges: [], owned: true })
    for (const [grantee, privileges] of grants) add(grantee, { at, privileges, owned: false })
  }
  return byHolder
}

/**
 * What has_table_privilege and its like would say of every role and every table, without asking for each pair: ACLs are told
 * once, and roles that hold the same groups are reckoned once. PostgreSQL, "Privileges".
 */
export function rightsIn(
  reading: DatabaseReading,
  graph: RoleGraph,
  owner: number,
): (oid: number) => DatabaseRights {
  const matter = rolesThatMatter(reading)
  for (const name of Object.keys(OVER_EVERYTHING)) {
    const predefined = graph.named(name)
    if (predefined) matter.add(predefined.oid)
  }
  const byHolder = tablesByHolder(reading)
  const known = new Map<string, DatabaseRights>()
  return oid => {
    const held = [...graph.inForce(oid, owner)].filter(role => matter.has(role)).sort((a, b) => a - b)
    const key = held.join()
    const found = known.get(key) ?? reckon(reading, graph, byHolder, new Set([...PUBLIC_ONLY, ...held]))
    known.set(key, found)
    return found
  }
}

function reckon(
  reading: DatabaseReading,
  graph: RoleGraph,
  byHolder: ReturnType<typeof tablesByHolder>,
  roles: ReadonlySet<number>,
): DatabaseRights {
  const isHeld = (name: string) => roles.has(graph.named(name)?.oid ?? -1)
  const everywhere = Object.entries(OVER_EVERYTHING).flatMap(([name, privileges]) =>
    isHeld(name) ? privileges : [],
  )
  const usesAll = USES_EVERY_SCHEMA.some(isHeld)
  const usable = new Set(
    reading.schemas.flatMap(({ name, grants }) => (usesAll || has(grants, roles, 'USAGE') ? [name] : [])),
  )
  const held = new Map<number, Held>()
  const heldAt = (at: number) => {
    const one = held.get(at) ?? { privileges: new Set(everywhere), owned: false }
    held.set(at, one)
    return one
  }
  if (everywhere.length > 0) for (const at of reading.tables.keys()) heldAt(at)
  for (const role of roles) {
    for (const { at, privileges, owned } of byHolder.get(role) ?? []) {
      const one = heldAt(at)
      one.owned ||= owned
      for (const privilege of privileges) one.privileges.add(privilege)
    }
  }
  const tables = [...held].flatMap(([at, { privileges, owned }]): TablesAlike[] => {
    const alike = reading.tables[at]
    if (!alike || !(owned || (usable.has(alike.schema) && privileges.size > 0))) return []
    return [{ schema: alike.schema, tables: alike.tables, names: alike.names, privileges, owned }]
  })
  return {
    tables,
    columns: reading.columns.flatMap(({ schema, table, grants, wholeTable }) => {
      const privileges = grants.flatMap(([grantee, privilege]) =>
        roles.has(grantee) && !everywhere.includes(privilege) && !has(wholeTable, roles, privilege)
          ? [privilege]
          : [],
      )
      return usable.has(schema) && privileges.length > 0
        ? [{ schema, table, privileges: [...new Set(privileges)] }]
        : []
    }),
    future: reading.defaults.flatMap(({ maker, schema, grants }) => {
      const privileges = grants.flatMap(([grantee, all]) => (roles.has(grantee) ? all : []))
      const name = graph.role(maker)?.name
      if (roles.has(maker) || privileges.length === 0 || name === undefined) return []
      return [{ schema, maker: name, privileges: [...new Set(privileges)] }]
    }),
    createsIn: reading.schemas.flatMap(({ name, grants }) => (has(grants, roles, 'CREATE') ? [name] : [])),
  }
}
