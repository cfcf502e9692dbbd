import 'server-only'
import type { FoundInside, UnreadInside } from '@/lib/access/model/database-user'
import { goesBefore, isOnTheServer } from '@/lib/access/model/engine-family/host-order'
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
  hidesUsers: true,
  what: `who the account without a name at ${host} lets in`,
  why: `From there it decides for every user whose own host is wider. Drop it: DROP USER ''@'${host.replaceAll("'", "''")}';`,
})

/** From where an account without a name is chosen before this one, and no other row of its name is as narrow. */
function shadowed({ host }: AccountRow, nameless: readonly AccountRow[], own: ReadonlySet<string>) {
  const from = nameless.flatMap(other =>
    goesBefore(other.host, host) && !own.has(other.host) ? other.host : [],
  )
  return from.length > 0 ? { shadowedFrom: from } : {}
}

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
  const nameless = others.filter(({ name, host }) => name === '' && !isOnTheServer(host))
  const hostsOf = new Map<string, Set<string>>()
  for (const { name, host } of named) hostsOf.set(name, (hostsOf.get(name) ?? new Set()).add(host))
  return {
    users: named.map(account => ({
      ...mapAccount(account, read, hostsOf.get(account.name)?.size === 1),
      ...shadowed(account, nameless, hostsOf.get(account.name) ?? new Set()),
    })),
    roles: roles.map(role => mapRole(role, read, holders.get(keyOf(role)) ?? 0)),
    databases: [...byDatabase.keys()],
    schemas: [...byDatabase].flatMap(([name, found]) =>
      found ? [{ database: name, name, tables: found.size }] : [],
    ),
    unread: [...unread, ...nameless.map(anonymous)],
    version,
  }
}
