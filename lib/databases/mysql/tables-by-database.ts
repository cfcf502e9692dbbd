import 'server-only'

/** MySQL and RDS keep these for themselves. */
const OWN = new Set(['mysql', 'sys', 'information_schema', 'performance_schema', 'innodb'])

/** The databases of a server and the tables in them; null: which tables there are was not read. */
export type TablesByDatabase = Map<string, Set<string> | null>

/** MySQL, "Mapping of Identifiers to File Names": InnoDB keeps `a-b` as `a@002db`. */
const decoded = (name: string) =>
  name.replace(/@([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** `names` as InnoDB has them, `orders/customer#P#p2024`: parts of a table are one table. */
export function tablesByDatabase(
  databases: readonly string[],
  names: readonly string[] | null,
): TablesByDatabase {
  const found: TablesByDatabase = new Map()
  const open = (database: string) => {
    if (OWN.has(database.toLowerCase())) return null
    const tables = found.get(database) ?? (names ? new Set<string>() : null)
    found.set(database, tables)
    return tables
  }
  for (const database of databases) open(database)
  for (const name of names ?? []) {
    const [database = '', table = ''] = name.split('/')
    open(decoded(database))?.add(decoded(table.replace(/#p#.*$/i, '')))
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** MySQL Reference Manual, "GRANT Statement": `_` and `%` in the name of a database stand for others unless escaped. */
function fitting(pattern: string): RegExp {
  const parts = pattern.match(/\\.|[\s\S]/g) ?? []
  const text = parts.map(part => {
    if (part === '%') return '.*'
    if (part === '_') return '.'
    return part.replace(/^\\(?=.)/s, '').replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  })
  return new RegExp(`^${text.join('')}$`, 's')
}

const escapedAway = (pattern: string) => pattern.replace(/\\([_%\\])/g, '$1')

export interface Place {
  name: string
  databases: string[]
}

/** Which databases a grant on `pattern` is about, and what to call them; asked once for each pattern. */
export function placesIn(tables: TablesByDatabase): (pattern: string) => Place {
  const names = [...tables.keys()]
  const known = new Map<string, Place>()
  return pattern => {
    const before = known.get(pattern)
    if (before) return before
    const fits = fitting(pattern)
    const databases = names.filter(name => fits.test(name))
    const [first] = databases
    const place = { name: databases.length === 1 && first ? first : escapedAway(pattern), databases }
    known.set(pattern, place)
    return place
  }
}
