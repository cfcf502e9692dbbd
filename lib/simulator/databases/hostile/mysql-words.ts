/** MySQL, "Client/Server Protocol": what the hostile servers of the tests say, rightly and wrongly. */
export function packet(sequence: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUIntLE(body.length, 0, 3)
  head[3] = sequence & 0xff
  return Buffer.concat([head, body])
}

/** A header that announces any length it likes. */
export function header(sequence: number, length: number): Buffer {
  const head = Buffer.alloc(4)
  head.writeUIntLE(length, 0, 3)
  head[3] = sequence
  return head
}

const SSL = 0x800
/** What a server of the family can, files and compressed words among it. */
const EVERYTHING = 0xffffffff

export function greetingBody({ ssl = true, protocol = 10, version = '8.0.36' } = {}): Buffer {
  const can = ssl ? EVERYTHING : (EVERYTHING & ~SSL) >>> 0
  const rest = Buffer.alloc(44, 0x41)
  rest[12] = 0
  rest.writeUInt16LE(can & 0xffff, 13)
  rest.writeUInt16LE(can >>> 16, 18)
  rest[20] = 21
  return Buffer.concat([
    Buffer.from([protocol]),
    Buffer.from(`${version}\0`),
    rest,
    Buffer.from('mysql_native_password\0'),
  ])
}
export const greeting = (options?: Parameters<typeof greetingBody>[0]) => packet(0, greetingBody(options))

export const switchTo = (plugin: string, rest: string | Buffer = '') =>
  Buffer.concat([Buffer.from([0xfe]), Buffer.from(`${plugin}\0`), Buffer.from(rest as string)])
export const ASK = switchTo('mysql_clear_password')

export const ok = (status = 2) => Buffer.from([0, 0, 0, status & 0xff, status >> 8, 0, 0])
export const eof = (status = 2) => Buffer.from([0xfe, 0, 0, status & 0xff, status >> 8])

export function failure(number: number, text: string | Buffer, state = 'HY000'): Buffer {
  const head = Buffer.from([0xff, number & 0xff, number >> 8])
  return Buffer.concat([head, Buffer.from(`#${state}`), Buffer.from(text as string)])
}
/** Before the client has spoken there is no state in it. */
export const earlyFailure = (number: number, text: string) =>
  packet(0, Buffer.concat([Buffer.from([0xff, number & 0xff, number >> 8]), Buffer.from(text)]))

const lengthEncoded = (value: string | Buffer | null) => {
  if (value === null) return Buffer.from([0xfb])
  const bytes = Buffer.from(value as string)
  const head =
    bytes.length < 251
      ? Buffer.from([bytes.length])
      : Buffer.from([0xfc, bytes.length & 0xff, bytes.length >> 8])
  return Buffer.concat([head, bytes])
}

/** Text in utf8mb4. */
export const column = (name: string) =>
  Buffer.concat([
    ...['def', '', '', '', name, name].map(lengthEncoded),
    Buffer.from([0x0c, 45, 0, 255, 0, 0, 0, 253, 0, 0, 0, 0, 0]),
  ])
export const row = (values: (string | Buffer | null)[]) => Buffer.concat(values.map(lengthEncoded))

/** Packets of one answer, counted from the first after the question. */
export const numbered = (bodies: Buffer[], from = 1) =>
  Buffer.concat(bodies.map((body, at) => packet(from + at, body)))

export const answer = (names: string[], rows: (string | Buffer | null)[][]) =>
  numbered([Buffer.from([names.length]), ...names.map(column), eof(), ...rows.map(row), eof()])

export const ACCOUNT_COLUMNS = [
  'name',
  'host',
  'plugin',
  'others',
  'factors',
  'locked',
  'is_role',
  'expired',
  'tls',
  'most_sessions',
  'restrictions',
]
export const accountRow = (name: string | Buffer) => [
  name,
  '%',
  'AWSAuthenticationPlugin',
  '[]',
  '[]',
  '0',
  '0',
  '0',
  '1',
  '0',
  '[]',
]

/** What an honest server answers to each statement of the connection test and of the scan. */
export function honestAnswer(sql: string, name: string | Buffer = 'app'): Buffer {
  if (/^(use|set) /.test(sql)) return packet(1, ok())
  if (sql.includes('database() as place')) return answer(['account', 'place'], [[name, 'orders']])
  if (sql.includes('version() as version'))
    return answer(['version', 'account'], [['10.11.19-MariaDB', 'gatehouse_scan@%']])
  if (sql.includes('as most_sessions')) return answer(ACCOUNT_COLUMNS, [accountRow(name)])
  if (sql.includes('schemata')) return answer(['name'], [['orders']])
  return answer(['name'], [])
}

/** The start of an answer, up to its first row. */
export const columnsOf = (names: string[]) =>
  numbered([Buffer.from([names.length]), ...names.map(column), eof()])
/** The sequence number of the first row behind `columnsOf`. */
export const firstRowOf = (names: string[]) => names.length + 3
