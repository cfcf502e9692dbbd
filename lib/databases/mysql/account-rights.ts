import 'server-only'
import type { PlaceRights } from '@/lib/access/model/database-user'
import { ALL_ON_DATABASE } from '@/lib/databases/mysql/catalog-sql'
import type { CollectedGrants } from '@/lib/databases/mysql/collected-grants'
import type { AccountName, AccountRow } from '@/lib/databases/mysql/mysql-rows'
import {
  type Collected,
  countOf,
  everyTable,
  listed,
  placeRights,
} from '@/lib/databases/mysql/rights-in-place'
import type { Place, TablesByDatabase } from '@/lib/databases/mysql/tables-by-database'

/** As GRANT writes it. */
export const EVERY_DATABASE = '*'
const MOST_PLACES = 50
const ON_ROWS = new Set(ALL_ON_DATABASE)

export interface ServerTables {
  tables: TablesByDatabase
  placeOf(pattern: string): Place
}

function collect(sources: readonly AccountName[], grants: CollectedGrants, server: ServerTables) {
  const places = new Map<string, Collected>()
  const at = (pattern: string) => {
    const { name, databases } = server.placeOf(pattern)
    const known = places.get(name) ?? { databases, wide: new Set(), byTable: new Map() }
    places.set(name, known)
    return known
  }
  for (const source of sources) {
    for (const { place, privileges } of grants.databases(source))
      for (const privilege of privileges) at(place).wide.add(privilege)
    for (const row of grants.tables(source)) {
      // Here a name is a name: `_` and `%` stand for themselves.
      const { byTable } = at(row.place.replace(/[_%]/g, '\\$&'))
      const known = byTable.get(row.table_name) ?? new Set<string>()
      byTable.set(row.table_name, known)
      for (const privilege of row.privileges) known.add(privilege)
      for (const privilege of row.column_privileges) known.add(`${privilege} of some columns`)
    }
  }
  for (const [name, { wide, byTable }] of places)
    if (wide.size === 0 && byTable.size === 0) places.delete(name)
  return places
}

function serverRights(
  privileges: ReadonlySet<string>,
  restrictions: AccountRow['restrictions'],
  tables: TablesByDatabase,
): PlaceRights[] {
  if (privileges.size === 0) return []
  const wide = new Set([...privileges].filter(one => ON_ROWS.has(one)))
  if (privileges.has('GRANT OPTION')) wide.add('GRANT OPTION')
  const others = [...privileges].filter(one => !wide.has(one)).sort()
  const databases = [...tables.keys()]
  const onTables = wide.size > 0 ? [`${listed(wide)} on ${everyTable(databases, tables)}`] : []
  // MySQL Reference Manual, "Privilege Restriction Using Partial Revokes".
  const revoked = restrictions.map(
    ({ Database, Privileges }) => `not ${Privileges.join(', ')} in ${Database}`,
  )
  const words = [...onTables, ...others, ...revoked].join(', ')
  const future = wide.size > 0 ? listed(wide) : null
  return [{ database: EVERY_DATABASE, schema: null, words, tables: [], more: 0, future }]
}

/** Null where a database counts whose tables were not read. */
function readable(
  onServer: ReadonlySet<string>,
  restrictions: AccountRow['restrictions'],
  places: ReadonlyMap<string, Collected>,
  tables: TablesByDatabase,
): number | null {
  const revoked = new Set(
    restrictions.filter(({ Privileges }) => Privileges.includes('SELECT')).map(({ Database }) => Database),
  )
  const whole = new Set(onServer.has('SELECT') ? [...tables.keys()].filter(name => !revoked.has(name)) : [])
  for (const { wide, databases } of places.values())
    if (wide.has('SELECT')) for (const name of databases) whole.add(name)
  const single = new Set<string>()
  for (const { byTable, databases } of places.values())
    for (const database of databases.filter(name => !whole.has(name)))
      for (const [table, privileges] of byTable)
        if (privileges.has('SELECT')) single.add(JSON.stringify([database, table]))
  const wholeCount = countOf([...whole], tables)
  return wholeCount === null ? null : wholeCount + single.size
}

export interface AccountRights {
  places: PlaceRights[]
  /** Places that are not listed. */
  more: number
  onServer: Set<string>
  readableTables: number | null
}

/** What an account may do once it is in, of itself and by the roles that are then in force. */
export function rightsOf(account: AccountRow, grants: CollectedGrants, server: ServerTables): AccountRights {
  const sources = grants.inForce(account)
  const onServer = new Set(sources.flatMap(grants.onServer))
  const collected = collect(sources, grants, server)
  const { tables } = server
  const places = [...collected].sort(([a], [b]) => (a < b ? -1 : 1))
  const shown = places.slice(0, MOST_PLACES).map(([name, found]) => placeRights(name, found, tables))
  return {
    places: [...serverRights(onServer, account.restrictions, tables), ...shown],
    more: places.length - shown.length,
    onServer,
    readableTables: readable(onServer, account.restrictions, collected, tables),
  }
}
