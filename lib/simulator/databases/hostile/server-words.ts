import { tagged } from '../front/messages'

/** "Message Formats", PostgreSQL manual: what the hostile servers of the tests say, rightly and wrongly. */
const int16 = (value: number) => {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}
export const int32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

/** A header that announces any length it likes. */
export const header = (type: string, length: number) => Buffer.concat([Buffer.from(type), int32(length)])

export const signInRequest = (way: number, rest: string | Buffer = '') =>
  tagged('R', Buffer.concat([int32(way), Buffer.from(rest as string)]))

export const OK = signInRequest(0)
export const ASK = signInRequest(3)
export const READY = tagged('Z', Buffer.from('I'))

export const done = (command: string) => tagged('C', Buffer.from(`${command}\0`))
export const setting = (name: string, value: string) => tagged('S', Buffer.from(`${name}\0${value}\0`))

export function failure(fields: Record<string, string>, type: 'E' | 'N' = 'E'): Buffer {
  const all = { S: type === 'E' ? 'FATAL' : 'NOTICE', C: type === 'E' ? '28000' : '00000', ...fields }
  const body = Object.entries(all).map(([field, text]) => `${field}${text}\0`)
  return tagged(type, Buffer.from(`${body.join('')}\0`))
}

/** Type numbers as the driver knows them; all that is asked for is text. */
type Column = [name: string]

const TEXT = 25

export const columns = (all: Column[]) =>
  tagged(
    'T',
    Buffer.concat([
      int16(all.length),
      ...all.map(([name]) =>
        Buffer.concat([Buffer.from(`${name}\0`), Buffer.alloc(6), int32(TEXT), Buffer.alloc(8)]),
      ),
    ]),
  )

export const row = (values: (string | Buffer | null)[]) =>
  tagged(
    'D',
    Buffer.concat([
      int16(values.length),
      ...values.map(value => {
        if (value === null) return int32(-1)
        const bytes = Buffer.from(value as string)
        return Buffer.concat([int32(bytes.length), bytes])
      }),
    ]),
  )

const IN_PLACE = 'the name goes here'

/** The one text in which a server tells of itself, with one role. */
function serverText(name: string | Buffer): Buffer {
  const role = {
    oid: 16384,
    name: IN_PLACE,
    login: true,
    superuser: false,
    inherits: true,
    createsRoles: false,
  }
  const more = { createsDatabases: false, replicates: false, bypassesRowSecurity: false }
  const iam = {
    ...role,
    ...more,
    oid: 16385,
    name: 'rds_iam',
    login: false,
    connectionLimit: -1,
    validUntil: null,
  }
  const text = JSON.stringify({
    at: '2026-11-23T14:02:11Z',
    version: '16.4',
    identifier: '7000000000000000000',
    readAs: 'app_readonly',
    roles: [{ ...iam, ...role }, iam],
    memberships: [[16385, 16384, false, null, null]],
    // Naming one would have it looked into as well, by a conversation of its own.
    databases: [],
    owned: [],
    sessions: [],
  })
  const [before = '', after = ''] = text.split(IN_PLACE)
  const inside = typeof name === 'string' ? Buffer.from(JSON.stringify(name).slice(1, -1)) : name
  return Buffer.concat([Buffer.from(before), inside, Buffer.from(after)])
}

const DATABASE_TEXT = JSON.stringify({
  database: 'orders',
  schemas: [],
  tables: [],
  columns: [],
  defaults: [],
})

const READING: Column[] = [['reading']]

export const roleRow = (name: string | Buffer) => row([serverText(name)])

/** What an honest server answers to each statement of the connection test and of the scan. */
export function honestAnswer(sql: string, name: string | Buffer = 'app'): Buffer {
  const whole = (heads: Column[], rows: Buffer[]) =>
    Buffer.concat([columns(heads), ...rows, done(`SELECT ${rows.length}`), READY])
  if (sql.includes('current_user as role')) return whole([['role'], ['database']], [row([name, 'orders'])])
  if (sql.includes('from pg_roles')) return whole(READING, [roleRow(name)])
  if (sql.includes('from pg_class')) return whole(READING, [row([DATABASE_TEXT])])
  return Buffer.concat([done('BEGIN'), READY])
}

export const roleColumns = (sql: string) =>
  columns(sql.includes('current_user as role') ? [['role'], ['database']] : READING)
