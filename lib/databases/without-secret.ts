import 'server-only'
import type { Login } from '@/lib/databases/connection'

/** So many characters in a row are cut, of a token a fifth of its signature and more than chance gives; of a shorter password all. */
const LONGEST_RUN = 12

/** Letter case and the second alphabet of base64 are no disguise. Every position stays where it was. */
const flat = (text: string) =>
  text.replace(/[A-Z_-]/g, mark => (mark === '-' ? '+' : mark === '_' ? '/' : mark.toLowerCase()))

function runsOf(text: string, run: number): string[] {
  const known = flat(text)
  return Array.from({ length: Math.max(0, known.length - run + 1) }, (_, at) => known.slice(at, at + run))
}

/** In base64 the same bytes look different at each of three distances from the start. */
const asBase64 = (bytes: Buffer) =>
  [0, 1, 2].map(before =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(before && 4),
  )

/** The ways in which a server may give back what it was given, whole or in parts. */
function disguises(secret: string): string[] {
  const decoded = secret.replace(/%([0-9a-f]{2})/gi, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
  const encoded = encodeURIComponent(secret)
  return [secret, decoded, encoded].flatMap(text => {
    const bytes = Buffer.from(text)
    return [text, bytes.toString('hex'), ...asBase64(bytes)]
  })
}

/** Cuts from a server's text every run that also stands in the token or the password. The host and the user are no secrets. */
export function withoutSecret({ credential, endpoint, databaseUser }: Login): (text: string) => string {
  const length = Math.max(1, Math.min(LONGEST_RUN, credential.secret.length))
  const hidden = new Set(disguises(credential.secret).flatMap(text => runsOf(text, length)))
  for (const known of [endpoint.host, databaseUser])
    for (const run of runsOf(known, length)) hidden.delete(run)
  return text => {
    const seen = flat(text)
    let clean = ''
    let from = 0
    for (let at = 0; at + length <= seen.length; at++) {
      if (!hidden.has(seen.slice(at, at + length))) continue
      if (at >= from) clean += `${text.slice(from, at)}…`
      from = at + length
    }
    return clean + text.slice(from)
  }
}
