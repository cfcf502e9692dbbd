/** PostgreSQL, appendix "SQL Key Words": what may not stand bare as a name. */
const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
  full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning right
  select session_user similar some symmetric system_user table tablesample then to trailing true union unique user using
  variadic verbose when where window with`.split(/\s+/),
)

/** PostgreSQL folds bare names to lower case: anything else is quoted. */
export function postgresName(name: string): string {
  const bare = /^[a-z_][a-z0-9_]*$/.test(name) && !RESERVED.has(name)
  return bare ? name : `"${name.replaceAll('"', '""')}"`
}

/** Right whatever standard_conforming_strings says. */
export function postgresText(text: string): string {
  const quoted = `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
  return text.includes('\\') ? `E${quoted}` : quoted
}

export const mysqlText = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** An account without a host is one of every host. */
export const mysqlAccount = (name: string, host: string | null = null) =>
  `${mysqlText(name)}@${mysqlText(host ?? '%')}`

export const mysqlName = (name: string) => `\`${name.replaceAll('`', '``')}\``

/** MySQL Reference Manual, "GRANT Statement": in the name of a database, `_` and `%` stand for others unless escaped. */
export const mysqlSchema = (name: string) => mysqlName(name.replace(/[\\_%]/g, '\\$&'))
