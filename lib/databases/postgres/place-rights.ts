import 'server-only'
import type { DatabaseSchema, PlaceRights } from '@/lib/access/model/database-user'
import { type DatabaseRights, rightsIn } from '@/lib/databases/postgres/database-rights'
import type { DatabaseReading, ServerReading } from '@/lib/databases/postgres/postgres-reading'
import { futureInWords, tablesBehind, tablesInWords } from '@/lib/databases/postgres/rights-in-words'
import type { RoleGraph } from '@/lib/databases/postgres/role-graph'

interface RoleRights {
  /** Over all its schemas. */
  words: string[]
  /** Tables that it may SELECT from. */
  reads: number
  /** On tables that are made later, in whatever schema; null: none. */
  future: string | null
  places: PlaceRights[]
}

/** One database with what each role may do in it. */
export interface DatabasePlaces {
  database: string
  accepts: boolean
  /** Null: its tables were not read. */
  schemas: DatabaseSchema[] | null
  /** Whether a role may connect, and whether only because everybody may. */
  connects(oid: number): 'granted' | 'public' | 'no'
  /** Its rights in words, whole and by schema; null: its tables were not read. */
  of(oid: number): RoleRights | null
  createsSchemas(oid: number): boolean
  owns(oid: number): boolean
  /** Whether there was too much to sum up for some roles. */
  isCut(): boolean
}

type DatabaseEntry = ServerReading['databases'][number]

const PUBLIC = 0

function schemasOf(reading: DatabaseReading): DatabaseSchema[] {
  const tables = new Map<string, number>()
  for (const alike of reading.tables) tables.set(alike.schema, (tables.get(alike.schema) ?? 0) + alike.tables)
  return reading.schemas.map(({ name }) => ({
    database: reading.database,
    name,
    tables: tables.get(name) ?? 0,
  }))
}

function bySchemaName<T extends { schema: string }>(entries: T[]): Map<string, T[]> {
  const grouped = new Map<string, T[]>()
  for (const entry of entries) {
    const known = grouped.get(entry.schema)
    if (known) known.push(entry)
    else grouped.set(entry.schema, [entry])
  }
  return grouped
}

/** What a role may do in each schema where it may do anything, the names of at most so many tables behind it. */
function bySchema(rights: DatabaseRights, schemas: DatabaseSchema[], named: number): PlaceRights[] {
  const tablesIn = bySchemaName(rights.tables)
  const columnsIn = bySchemaName(rights.columns)
  return schemas.flatMap(({ database, name: schema, tables: all }): PlaceRights[] => {
    const here = { tables: tablesIn.get(schema) ?? [], columns: columnsIn.get(schema) ?? [] }
    const words = tablesInWords(here, all)
    if (rights.createsIn.includes(schema)) words.push('creates tables')
    const future = futureInWords(rights.future.filter(entry => entry.schema === schema))
    if (words.length === 0 && future === null) return []
    return [
      { database, schema, words: words.join(', ') || 'nothing yet', future, ...tablesBehind(here, named) },
    ]
  })
}

/** Databases say in the server's own catalog who may connect; the rest only each of them knows. */
export function placesIn(
  entry: DatabaseEntry,
  reading: DatabaseReading | undefined,
  graph: RoleGraph,
  named: number,
): DatabasePlaces {
  const { name: database, owner, accepts, grants } = entry
  const isGranted = (oid: number, privilege: string) => {
    const roles = graph.inForce(oid)
    return grants.some(([grantee, privileges]) => roles.has(grantee) && privileges.includes(privilege))
  }
  const toAll = grants.some(([grantee, privileges]) => grantee === PUBLIC && privileges.includes('CONNECT'))
  const isSuperuser = (oid: number) => graph.role(oid)?.superuser ?? false
  const schemas = reading ? schemasOf(reading) : null
  const rightsOf = reading ? rightsIn(reading, graph, owner) : null
  const all = schemas?.reduce((sum, { tables }) => sum + tables, 0) ?? 0
  const said = new Map<DatabaseRights, RoleRights>()
  const byRole = new Map<number, RoleRights>()
  let cut = false
  return {
    database,
    accepts,
    schemas,
    connects: oid => (isSuperuser(oid) || isGranted(oid, 'CONNECT') ? 'granted' : toAll ? 'public' : 'no'),
    createsSchemas: oid => isGranted(oid, 'CREATE'),
    isCut: () => cut,
    owns: oid => graph.inForce(oid).has(owner),
    of(oid) {
      if (!rightsOf || !schemas) return null
      const before = byRole.get(oid)
      if (before) return before
      const rights = rightsOf(oid)
      if (!rights) cut = true
      if (!rights) return null
      const known = said.get(rights)
      if (known) byRole.set(oid, known)
      if (known) return known
      const reads = rights.tables.filter(({ privileges }) => privileges.has('SELECT'))
      const future = futureInWords(rights.future.filter(({ schema }) => schema === null))
      const answer = {
        words: tablesInWords(rights, all),
        reads: reads.reduce((sum, { tables }) => sum + tables, 0),
        future,
        places: bySchema(rights, schemas, named),
      }
      said.set(rights, answer)
      byRole.set(oid, answer)
      return answer
    },
  }
}
