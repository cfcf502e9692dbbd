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

/** Type numbers as the driver knows them: bool, int4, timestamptz, text[]; all else is text. */
export type Column = [name: string, type?: 16 | 23 | 1184 | 1009]

export const columns = (all: Column[]) =>
  tagged(
    'T',
    Buffer.concat([
      int16(all.length),
      ...all.map(([name, type = 25]) =>
        Buffer.concat([Buffer.from(`${name}\0`), Buffer.alloc(6), int32(type), Buffer.alloc(8)]),
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

const ROLE_COLUMNS: Column[] = [
  ['name'],
  ['can_login', 16],
  ['superuser', 16],
  ['creates_roles', 16],
  ['valid_until', 1184],
  ['iam_path', 1009],
  ['kerberos', 16],
  ['administers', 16],
  ['connects', 16],
]

export const roleRow = (name: string | Buffer) =>
  row([name, 't', 'f', 'f', null, '{rds_iam,app}', 'f', 'f', 't'])

/** What an honest server answers to each statement of the connection test and of the scan. */
export function honestAnswer(sql: string, name: string | Buffer = 'app'): Buffer {
  const whole = (heads: Column[], rows: Buffer[]) =>
    Buffer.concat([columns(heads), ...rows, done(`SELECT ${rows.length}`), READY])
  if (sql.includes('current_user as role')) return whole([['role'], ['database']], [row([name, 'orders'])])
  if (sql.includes('with recursive holders')) return whole(ROLE_COLUMNS, [roleRow(name)])
  if (sql.includes('from pg_database')) return whole([['name']], [row(['orders'])])
  if (sql.includes('as pairs')) return whole([['pairs']], [row(['9000000'])])
  return Buffer.concat([done('BEGIN'), READY])
}

export const roleColumns = (sql: string) =>
  columns(sql.includes('current_user as role') ? [['role'], ['database']] : ROLE_COLUMNS)
