import 'server-only'
import type { Login } from '@/lib/databases/connection'

/** So many characters of a token in a row are cut: a fifth of its signature, and more than chance gives. */
const RUN = 12

/** Letter case and the second alphabet of base64 are no disguise. Every position stays where it was. */
const flat = (text: string) =>
  text.replace(/[A-Z_-]/g, mark => (mark === '-' ? '+' : mark === '_' ? '/' : mark.toLowerCase()))

function runsOf(text: string): string[] {
  const known = flat(text)
  return Array.from({ length: Math.max(0, known.length - RUN + 1) }, (_, at) => known.slice(at, at + RUN))
}

/** In base64 the same bytes look different at each of three distances from the start. */
const asBase64 = (bytes: Buffer) =>
  [0, 1, 2].map(before =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(before && 4),
  )

/** The ways in which a server may give back what it was given, whole or in parts. */
function disguises(token: string): string[] {
  const decoded = token.replace(/%([0-9a-f]{2})/gi, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
  const encoded = encodeURIComponent(token)
  return [token, decoded, encoded].flatMap(text => {
    const bytes = Buffer.from(text)
    return [text, bytes.toString('hex'), ...asBase64(bytes)]
  })
}

/** Cuts from a server's text every run that also stands in the token. Its host and its user are no secrets. */
export function withoutToken({ token, endpoint, databaseUser }: Login): (text: string) => string {
  const secret = new Set(disguises(token).flatMap(runsOf))
  for (const run of [endpoint.host, databaseUser].flatMap(runsOf)) secret.delete(run)
  return text => {
    const seen = flat(text)
    let clean = ''
    let from = 0
    for (let at = 0; at + RUN <= seen.length; at++) {
      if (!secret.has(seen.slice(at, at + RUN))) continue
      if (at >= from) clean += `${text.slice(from, at)}…`
      from = at + RUN
    }
    return clean + text.slice(from)
  }
}
