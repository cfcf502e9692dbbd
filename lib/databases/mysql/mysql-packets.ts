import 'server-only'

/** MySQL, "Client/Server Protocol", "MySQL Packets": three bytes of length, one of sequence, and what is said. */
export const HEADER = 4

export const ERR = 0xff
export const EOF = 0xfe
export const LOCAL_INFILE = 0xfb

/** "Capabilities Flags": how Gatehouse speaks. Nothing compressed, no file, one statement and one answer at a time. */
export const CAPABILITY = {
  longPassword: 0x1,
  longFlag: 0x4,
  protocol41: 0x200,
  ssl: 0x800,
  transactions: 0x2000,
  secureConnection: 0x8000,
  pluginAuth: 0x80000,
  lengthOfAnswer: 0x200000,
}

export const OURS = Object.values(CAPABILITY).reduce((all, one) => all | one, 0)

/** The same to the driver, which has these on unless told otherwise; it is told nothing of TLS, which is made before it. */
export const DRIVER_FLAGS = [
  '-FOUND_ROWS',
  '-CONNECT_WITH_DB',
  '-ODBC',
  '-LOCAL_FILES',
  '-IGNORE_SPACE',
  '-IGNORE_SIGPIPE',
  '-RESERVED',
  '-MULTI_RESULTS',
  '-SESSION_TRACK',
  '-CONNECT_ATTRS',
  '-CLIENT_QUERY_ATTRIBUTES',
]

/** utf8mb4_unicode_ci, the driver's own. */
export const CHARSET = 224

export function packet(sequence: number, body: Buffer): Buffer {
  const head = Buffer.alloc(HEADER)
  head.writeUIntLE(body.length, 0, 3)
  head[3] = sequence & 0xff
  return Buffer.concat([head, body])
}

export interface ServerError {
  number: number
  state: string
  text: string
}

/** "ERR_Packet". Before the client has spoken it comes without a state. Null: it is none. */
export function serverError(body: Buffer): ServerError | null {
  if (body[0] !== ERR || body.length < 3) return null
  const rest = body.toString('utf8', 3)
  const [, state = '', text = rest] = /^#(.{5})([\s\S]*)$/.exec(rest) ?? []
  return { number: body.readUInt16LE(1), state, text }
}

/** Where a length-encoded integer or string that starts at `at` ends; null: not within the body. */
export function endOfLengthEncoded(body: Buffer, at: number, kind: 'integer' | 'string'): number | null {
  const first = body[at]
  if (first === undefined || first === ERR) return null
  const bytes = { 252: 2, 253: 3, 254: 8 }[first] ?? 0
  const start = at + 1 + bytes
  if (start > body.length) return null
  // NULL, of a value in a row.
  if (kind === 'integer' || first === LOCAL_INFILE) return start
  if (bytes === 8) return null
  const end = start + (bytes === 0 ? first : body.readUIntLE(at + 1, bytes))
  return end <= body.length ? end : null
}

/** Whether a body holds exactly so many length-encoded strings, and so many bytes behind them. */
export function holdsStrings(body: Buffer, strings: number, behind: number): boolean {
  let at: number | null = 0
  for (let n = 0; n < strings && at !== null; n++) at = endOfLengthEncoded(body, at, 'string')
  return at !== null && body.length - at === behind
}
