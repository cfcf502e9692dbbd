import 'server-only'
import type { PlaceRights } from '@/lib/access/model/database-user'
import { ALL_ON_DATABASE } from '@/lib/databases/mysql/catalog-sql'
import type { TablesByDatabase } from '@/lib/databases/mysql/tables-by-database'

const MOST_TABLES = 20

/** What the rights of one account in one place are made of. */
export interface Collected {
  databases: string[]
  wide: Set<string>
  byTable: Map<string, Set<string>>
}

const order = (privilege: string) => {
  const at = ALL_ON_DATABASE.indexOf(privilege)
  return at < 0 ? ALL_ON_DATABASE.length : at
}
const sorted = (privileges: Iterable<string>) => [...privileges].sort((a, b) => order(a) - order(b))

const isAll = (privileges: ReadonlySet<string>) => ALL_ON_DATABASE.every(one => privileges.has(one))

export function listed(privileges: ReadonlySet<string>): string {
  const rest = isAll(privileges) ? [...privileges].filter(one => !ALL_ON_DATABASE.includes(one)) : privileges
  return [...(isAll(privileges) ? ['all privileges'] : []), ...sorted(rest)].join(', ')
}

/** Null: not known. */
export function countOf(databases: readonly string[], tables: TablesByDatabase): number | null {
  let count = 0
  for (const database of databases) {
    const known = tables.get(database)
    if (!known) return null
    count += known.size
  }
  return count
}

export function everyTable(databases: readonly string[], tables: TablesByDatabase): string {
  const count = countOf(databases, tables)
  const of = databases.length > 1 ? ` of ${databases.length} databases` : ''
  if (databases.length === 0) return 'every table'
  if (count === 1) return 'its only table'
  return count ? `all ${count} tables${of}` : `every table${of}`
}

function someTables({ byTable, databases }: Collected, tables: TablesByDatabase): string[] {
  const counts = new Map<string, number>()
  for (const privileges of byTable.values())
    for (const one of privileges) counts.set(one, (counts.get(one) ?? 0) + 1)
  // Views are granted like tables, and are not among those of InnoDB.
  const isTable = (name: string) => databases.some(database => tables.get(database)?.has(name))
  const all = [...byTable.keys()].every(isTable) ? countOf(databases, tables) : null
  return sorted(counts.keys()).map(privilege => {
    const count = counts.get(privilege) ?? 0
    const noun = count === 1 && !all ? 'table' : 'tables'
    return `${privilege} on ${count}${all ? ` of ${all}` : ''} ${noun}`
  })
}

export function placeRights(database: string, found: Collected, tables: TablesByDatabase): PlaceRights {
  const { wide, byTable, databases } = found
  const names = [...byTable.keys()].sort()
  const wideWords = wide.size > 0 ? [`${listed(wide)} on ${everyTable(databases, tables)}`] : []
  return {
    database,
    schema: null,
    words: [...wideWords, ...someTables(found, tables)].join(', '),
    tables: names.slice(0, MOST_TABLES).map(name => ({ name, privileges: sorted(byTable.get(name) ?? []) })),
    more: Math.max(0, names.length - MOST_TABLES),
    // MySQL Reference Manual, "GRANT Statement": a grant on a database is one on its later tables too.
    future: wide.size > 0 ? listed(wide) : null,
  }
}
