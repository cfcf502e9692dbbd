import { CAPABILITY } from './capabilities'
import { textAt } from './packets'

export interface HandshakeResponse {
  /** Capabilities, packet size, character set: passed on as they came. */
  head: Buffer
  capabilities: number
  user: string
  /** The client has sent something for a password already. */
  gavePassword: boolean
  database: string | null
  attributes: Buffer
}

const HEAD = 32

/** A client that wants TLS sends the head alone, and does not wait for an answer. */
export function asksForTls(body: Buffer): boolean {
  return body.length === HEAD && (body.readUInt32LE(0) & CAPABILITY.ssl) !== 0
}

/** "Handshake Response Packet", MariaDB manual. */
export function parseResponse(body: Buffer): HandshakeResponse {
  if (body.length <= HEAD) throw new Error('a short handshake response')
  const capabilities = body.readUInt32LE(0)
  const has = (flag: number) => (capabilities & flag) !== 0
  if (!has(CAPABILITY.protocol41)) throw new Error('a client of before MySQL 4.1')
  const [user, passwordAt] = textAt(body, HEAD)
  let at = passwordAt
  if (has(CAPABILITY.longAuthentication) || has(CAPABILITY.secureConnection)) {
    if ((body[at] ?? 0) > 250) throw new Error('a long authentication response')
    at += 1 + (body[at] ?? 0)
  } else at = textAt(body, at)[1]
  const gavePassword = at > passwordAt + 1
  let database: string | null = null
  if (has(CAPABILITY.withDatabase) && at < body.length) [database, at] = textAt(body, at)
  if (has(CAPABILITY.plugin) && at < body.length) at = textAt(body, at)[1]
  const attributes = has(CAPABILITY.attributes) ? body.subarray(at) : Buffer.alloc(0)
  return { head: body.subarray(0, HEAD), capabilities, user, gavePassword, database, attributes }
}

/** The same response with a proof of our own. */
export function responseWith(proof: Buffer, response: HandshakeResponse): Buffer {
  const { capabilities, user, database, attributes } = response
  const has = (flag: number) => (capabilities & flag) !== 0
  const text = (value: string) => Buffer.from(`${value}\0`)
  return Buffer.concat([
    response.head,
    text(user),
    Buffer.from([proof.length]),
    proof,
    has(CAPABILITY.withDatabase) ? text(database ?? '') : Buffer.alloc(0),
    has(CAPABILITY.plugin) ? text('mysql_native_password') : Buffer.alloc(0),
    attributes,
  ])
}
