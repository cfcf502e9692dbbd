import { CAPABILITY } from './capabilities'
import { textAt } from './packets'

export interface Greeting {
  version: string
  /** Twenty bytes that a password is mixed with. */
  salt: Buffer
  capabilitiesAt: number
}

const PROTOCOL = 10
/** What comes before the second half of the salt, behind the version: "Initial Handshake Packet", MariaDB manual. */
const SALT_AT = 4
const CAPABILITIES_AT = SALT_AT + 9
const SALT_REST_AT = CAPABILITIES_AT + 2 + 1 + 2 + 2 + 1 + 10

export function parseGreeting(body: Buffer): Greeting {
  if (body[0] !== PROTOCOL) throw new Error('the server did not greet')
  const [version, start] = textAt(body, 1)
  const halves = [
    body.subarray(start + SALT_AT, start + SALT_AT + 8),
    body.subarray(start + SALT_REST_AT, start + SALT_REST_AT + 12),
  ]
  return { version, salt: Buffer.concat(halves), capabilitiesAt: start + CAPABILITIES_AT }
}

/** What is said after the login is read here: it must not be compressed. */
export function withoutCompression(body: Buffer): Buffer {
  const { capabilitiesAt } = parseGreeting(body)
  const copy = Buffer.from(body)
  copy.writeUInt16LE(body.readUInt16LE(capabilitiesAt) & ~CAPABILITY.compress, capabilitiesAt)
  return copy
}

const OFFERED =
  CAPABILITY.longPassword |
  CAPABILITY.withDatabase |
  CAPABILITY.protocol41 |
  CAPABILITY.ssl |
  CAPABILITY.transactions |
  CAPABILITY.secureConnection |
  CAPABILITY.plugin

/** The greeting of a server that is not there. */
export function greetingOf(version: string, thread: number, salt: Buffer): Buffer {
  const rest = Buffer.alloc(SALT_REST_AT)
  rest.writeUInt32LE(thread, 0)
  salt.copy(rest, SALT_AT, 0, 8)
  rest.writeUInt16LE(OFFERED & 0xffff, CAPABILITIES_AT)
  rest[CAPABILITIES_AT + 2] = 45 // utf8mb4
  rest[CAPABILITIES_AT + 3] = 2 // autocommit
  rest.writeUInt16LE(OFFERED >>> 16, CAPABILITIES_AT + 5)
  rest[CAPABILITIES_AT + 7] = 21
  return Buffer.concat([
    Buffer.from([PROTOCOL]),
    Buffer.from(`${version}\0`),
    rest,
    salt.subarray(8, 20),
    Buffer.from('\0mysql_native_password\0'),
  ])
}
