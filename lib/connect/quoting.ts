import type { Endpoint } from '@/lib/access/model/target'

/** One POSIX shell word; bare when nothing in it is special. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : shellQuoted(text)
}

export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** libpq manual, "Keyword/Value Connection Strings". */
export function conninfoValue(text: string): string {
  return /^[^\s'\\]+$/.test(text) ? text : `'${text.replaceAll(/['\\]/g, '\\$&')}'`
}

/** RFC 3986: also what `encodeURIComponent` leaves alone. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

export function scriptString(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&').replaceAll('\n', '\\n')}'`
}

/** What Python, Java, Go and C# read as the same text: their escapes are those of JSON. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text)
}

/** The masked form keeps its dots readable. */
export function percentEncodedToken(token: string): string {
  return token.includes('•') ? token : percentEncode(token)
}

/** libpq's `hostaddr` and node's TLS name check both want an address where a name would replace the certificate's. */
export function dialAddress(dial: Endpoint): string {
  return dial.host === 'localhost' ? '127.0.0.1' : dial.host
}

/**
 * For clients that dial the name which they check in the certificate: the real name must lead to the tunnel.
 * Null: nothing is dialled instead.
 */
export function hostsLine({ endpoint, dial }: { endpoint: Endpoint; dial: Endpoint | null }): string | null {
  return dial && `${dialAddress(dial)} ${endpoint.host}`
}
