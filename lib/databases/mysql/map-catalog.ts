import 'server-only'
import type { FoundInside, UnreadInside } from '@/lib/access/model/database-user'
import { collectGrants, keyOf, roleOf } from '@/lib/databases/mysql/collected-grants'
import {
  isOwnAccount,
  isRole,
  mapAccount,
  mapRole,
  type ReadServer,
} from '@/lib/databases/mysql/map-accounts'
import type { AccountRow } from '@/lib/databases/mysql/mysql-rows'
import type { Catalog } from '@/lib/databases/mysql/read-catalog'
import { placesIn, tablesByDatabase } from '@/lib/databases/mysql/tables-by-database'

function countBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return counts
}

/** MySQL Reference Manual, "Access Control, Stage 1": sorted by host, an account without a name comes before a named one of a wider host. */
const anonymous = ({ host }: AccountRow): UnreadInside => ({
  database: null,
  what: `who the account without a name at ${host} lets in`,
  why: `From there it decides for every user whose own host is wider. Drop it: DROP USER ''@'${host.replaceAll("'", "''")}';`,
})

/** A scan from the rows of a catalog: pure, whatever server they come from. */
export function mapCatalog(catalog: Catalog): FoundInside {
  const { accounts, rows, tables, databases, sessions, unread, version } = catalog
  const byDatabase = tablesByDatabase(databases, tables)
  const read: ReadServer = {
    grants: collectGrants(rows),
    server: { tables: byDatabase, placeOf: placesIn(byDatabase) },
    sessions,
  }
  const holders = countBy(rows.edges ?? [], row => keyOf(roleOf(row)))
  const held = new Set(holders.keys())
  const shown = accounts.filter(account => !isOwnAccount(account))
  const roles = shown.filter(account => isRole(account, held))
  const others = shown.filter(account => !isRole(account, held))
  const named = others.filter(({ name }) => name !== '')
  const rowsOfName = countBy(named, ({ name }) => name)
  return {
    users: named.map(account => mapAccount(account, read, rowsOfName.get(account.name) === 1)),
    roles: roles.map(role => mapRole(role, read, holders.get(keyOf(role)) ?? 0)),
    databases: [...byDatabase.keys()],
    schemas: [...byDatabase].flatMap(([name, found]) =>
      found ? [{ database: name, name, tables: found.size }] : [],
    ),
    unread: [...unread, ...others.filter(({ name }) => name === '').map(anonymous)],
    version,
  }
}
