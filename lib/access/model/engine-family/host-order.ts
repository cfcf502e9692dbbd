const ANY_HOST = '%'
/** Of a client on the server itself. RDS lets nobody in there. */
const ON_THE_SERVER = new Set(['localhost', '127.0.0.1', '::1'])

/**
 * MySQL Reference Manual, "Access Control, Stage 1": a literal host before a pattern, the longer beginning first, `%` last.
 * No host at all is every host too.
 */
export function hostWidth(host: string | null): number {
  if (host === null || host === ANY_HOST || host === '') return Number.POSITIVE_INFINITY
  const wildcard = host.search(/[%_]/)
  return wildcard < 0 ? -1 : 1_000 - wildcard
}

export const isOnTheServer = (host: string | null): boolean => host !== null && ON_THE_SERVER.has(host)

/** Whether the first is chosen before the second, from where both fit. */
export function goesBefore(host: string, other: string | null): boolean {
  const start = other?.split(/[%_]/, 1)[0] ?? ''
  return hostWidth(host) < hostWidth(other) && host.startsWith(start)
}
