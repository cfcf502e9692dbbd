/** A way in, as a row of `mysql.global_priv` keeps it. */
export interface Method {
  plugin: string
  kept: string
}

/** The server takes the most specific host that fits: "CREATE USER, Host Name Component", MariaDB manual. */
export function matchingRow<Row extends { host: string }>(rows: Row[], address: string): Row | null {
  const fitting = rows.filter(({ host }) => fits(host, address))
  return fitting.toSorted((a, b) => literalLength(b.host) - literalLength(a.host))[0] ?? null
}

function fits(host: string, address: string): boolean {
  const [base = '', mask] = host.split('/')
  if (mask) return (numberOf(address) & numberOf(mask)) === numberOf(base)
  const pattern = host
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.')
  return new RegExp(`^${pattern}$`, 'i').test(address)
}

/** As long as it is before its first wildcard; without one it comes before all others. */
function literalLength(host: string): number {
  const wildcard = host.search(/[%_]/)
  return wildcard < 0 ? Number.POSITIVE_INFINITY : wildcard
}

const numberOf = (address: string) =>
  address.split('.').reduce((number, part) => (number << 8) | Number(part), 0)

/** MariaDB keeps one way in at the top, and marks its place among the others with an empty object. */
export function methodsOf(priv: string): Method[] {
  const { auth_or: others = [{}], ...top } = JSON.parse(priv) as Kept & { auth_or?: Kept[] }
  return others
    .map(other => (other.plugin === undefined ? top : other))
    .map(({ plugin = 'mysql_native_password', authentication_string: kept = '' }) => ({ plugin, kept }))
}

interface Kept {
  plugin?: string
  authentication_string?: string
}
