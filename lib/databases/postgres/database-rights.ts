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

/** Grants that are looked at for one database, about a second of the processor: a server chooses how many it tells. */
const MOST_WORK = 10_000_000

/** "Privileges", of a table; what a later version adds is passed over until it stands here. */
const PRIVILEGES = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']
const isKnown = (privilege: string) => PRIVILEGES.includes(privilege)

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

const OWNED = 1 << PRIVILEGES.length

const bitsOf = (privileges: readonly string[]) =>
  privileges.reduce((bits, privilege) => bits | (1 << PRIVILEGES.indexOf(privilege)), 0)

/** Tables by who holds something on them, so that a role looks at its own only: the number of the table, and what is held. */
type ByHolder = Map<number, { at: number; bits: number }[]>

function tablesByHolder(reading: DatabaseReading): ByHolder {
  const byHolder: ByHolder = new Map()
  const add = (holder: number, at: number, bits: number) => {
    const known = byHolder.get(holder)
    if (known) known.push({ at, bits })
    else byHolder.set(holder, [{ at, bits }])
  }
  for (const [at, { owner, grants }] of reading.tables.entries()) {
    add(owner, at, OWNED)
    for (const [grantee, privileges] of grants) add(grantee, at, bitsOf(privileges.filter(isKnown)))
  }
  return byHolder
}

/**
 * What has_table_privilege and its like would say of every role and every table, without asking for each pair: ACLs are told
 * once, and roles that hold the same groups are reckoned once. Null: that would take too long. PostgreSQL, "Privileges".
 */
export function rightsIn(
  reading: DatabaseReading,
  graph: RoleGraph,
  owner: number,
): (oid: number) => DatabaseRights | null {
  const matter = rolesThatMatter(reading)
  for (const name of Object.keys(OVER_EVERYTHING)) {
    const predefined = graph.named(name)
    if (predefined) matter.add(predefined.oid)
  }
  const byHolder = tablesByHolder(reading)
  const everyTime =
    reading.tables.length + reading.schemas.length + reading.columns.length + reading.defaults.length
  const known = new Map<string, DatabaseRights | null>()
  let work = 0
  return oid => {
    const held = [...graph.inForce(oid, owner)].filter(role => matter.has(role)).sort((a, b) => a - b)
    const key = held.join()
    const found = known.get(key)
    if (found !== undefined) return found
    const roles = new Set([...PUBLIC_ONLY, ...held])
    for (const role of roles) work += byHolder.get(role)?.length ?? 0
    work += everyTime
    const rights = work > MOST_WORK ? null : reckon(reading, graph, byHolder, roles)
    known.set(key, rights)
    return rights
  }
}

const NAMED = 100

/** Tables of one schema on which the same is held become one entry, whoever else holds what on them. */
function alike(reading: DatabaseReading, held: Uint16Array, usable: ReadonlySet<string>): TablesAlike[] {
  const together = new Map<string, TablesAlike>()
  for (const [at, { schema, tables, names }] of reading.tables.entries()) {
    const bits = held[at] ?? 0
    const owned = (bits & OWNED) !== 0
    if (!owned && (bits === 0 || !usable.has(schema))) continue
    const key = `${bits} ${schema}`
    const known = together.get(key)
    if (known) {
      known.tables += tables
      if (known.names.length < NAMED) known.names = [...known.names, ...names].slice(0, NAMED)
    } else {
      const privileges = new Set(PRIVILEGES.filter((_, bit) => bits & (1 << bit)))
      together.set(key, { schema, tables, names, privileges, owned })
    }
  }
  for (const entry of together.values()) entry.names = entry.names.toSorted()
  return [...together.values()]
}

function reckon(
  reading: DatabaseReading,
  graph: RoleGraph,
  byHolder: ByHolder,
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
  const held = new Uint16Array(reading.tables.length).fill(bitsOf(everywhere))
  for (const role of roles) {
    for (const { at, bits } of byHolder.get(role) ?? []) held[at] = (held[at] ?? 0) | bits
  }
  return {
    tables: alike(reading, held, usable),
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
