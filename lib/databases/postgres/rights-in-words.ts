import 'server-only'
import type { DatabaseRights, TablesAlike } from '@/lib/databases/postgres/database-rights'

/** In the order in which people ask for them; the others speak of the table itself, not of what is in it. */
const ORDER = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']
const READ_AND_WRITE = 'SELECT, INSERT, UPDATE, DELETE'

const inOrder = (privileges: Iterable<string>) =>
  [...privileges].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b) || (a < b ? -1 : 1))

const countOf = (alike: { tables: number }[]) => alike.reduce((sum, { tables }) => sum + tables, 0)

const ofTables = (part: number, all: number) =>
  part === all ? (all === 1 ? 'the only table' : `all ${all} tables`) : `${part} of ${all} tables`

const privilegeList = (privileges: string[]) => {
  const listed = privileges.join(', ')
  return listed.startsWith(READ_AND_WRITE) ? listed.replace(READ_AND_WRITE, 'read and write') : listed
}

/** Privileges that stand on exactly the same tables are said together. */
function grantedInWords(tables: TablesAlike[], all: number): string[] {
  const together = new Map<string, { privileges: string[]; tables: number }>()
  for (const privilege of inOrder(new Set(tables.flatMap(({ privileges }) => [...privileges])))) {
    const on = tables.flatMap(({ privileges }, at) => (privileges.has(privilege) ? [at] : []))
    const key = on.join()
    const known = together.get(key) ?? { privileges: [], tables: countOf(on.flatMap(at => tables[at] ?? [])) }
    known.privileges.push(privilege)
    together.set(key, known)
  }
  return [...together.values()].map(
    ({ privileges, tables: part }) => `${privilegeList(privileges)} on ${ofTables(part, all)}`,
  )
}

/** `owns 3 of 41 tables, SELECT on all 41 tables`; empty: nothing. An owner has every right on its own. */
export function tablesInWords(
  { tables, columns }: Pick<DatabaseRights, 'tables' | 'columns'>,
  all: number,
): string[] {
  const owned = countOf(tables.filter(alike => alike.owned))
  const granted = tables.filter(alike => !alike.owned)
  const onColumns = inOrder(new Set(columns.flatMap(({ privileges }) => privileges))).join(', ')
  return [
    ...(owned > 0 ? [`owns ${ofTables(owned, all)}`] : []),
    ...grantedInWords(granted, all),
    ...(columns.length > 0
      ? [`${onColumns} on some columns of ${columns.length === 1 ? '1 table' : `${columns.length} tables`}`]
      : []),
  ]
}

const SOME = 3

/** `SELECT on tables that app_migrator makes`; null: none. */
export function futureInWords(future: DatabaseRights['future']): string | null {
  const makers = new Map<string, string[]>()
  for (const { maker, privileges } of future) {
    const key = privilegeList(inOrder(privileges))
    makers.set(key, [...(makers.get(key) ?? []), maker])
  }
  const parts = [...makers].map(([privileges, names]) => {
    const more = names.length > SOME ? ` and ${names.length - SOME} more` : ''
    return `${privileges} on tables that ${names.slice(0, SOME).join(', ')}${more} ${names.length === 1 ? 'makes' : 'make'}`
  })
  return parts.length > 0 ? parts.join('; ') : null
}

/** The tables behind the words, some of them. */
export function tablesBehind(
  { tables, columns }: Pick<DatabaseRights, 'tables' | 'columns'>,
  most: number,
): { tables: { name: string; privileges: string[] }[]; more: number } {
  const whole = tables.flatMap(({ names, privileges, owned }) => {
    const words = owned ? ['owns'] : inOrder(privileges)
    return names.slice(0, most).map(name => ({ name, privileges: words }))
  })
  const parts = columns.map(({ table, privileges }) => ({
    name: table,
    privileges: inOrder(privileges).map(privilege => `${privilege} (some columns)`),
  }))
  const listed = [...whole, ...parts].slice(0, most)
  const known = new Set(whole.map(({ name }) => name))
  const all = countOf(tables) + columns.filter(({ table }) => !known.has(table)).length
  return { tables: listed, more: Math.max(0, all - new Set(listed.map(({ name }) => name)).size) }
}
