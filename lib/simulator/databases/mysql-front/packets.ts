/** "Client/Server Protocol", MariaDB manual: three bytes of length, one of sequence, the body. */
export interface Packet {
  sequence: number
  body: Buffer
}

export interface MySqlError {
  code: number
  state: string
  message: string
}

export const OK = 0x00
export const AUTH_SWITCH = 0xfe

export function framed({ sequence, body }: Packet): Buffer {
  const head = Buffer.alloc(4)
  head.writeUIntLE(body.length, 0, 3)
  head[3] = sequence & 0xff
  return Buffer.concat([head, body])
}

export function errorBody({ code, state, message }: MySqlError): Buffer {
  const head = Buffer.from([0xff, 0, 0])
  head.writeUInt16LE(code, 1)
  return Buffer.concat([head, Buffer.from(`#${state}${message}`)])
}

export function authSwitch(plugin: string, data = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.from([AUTH_SWITCH]), Buffer.from(`${plugin}\0`), data])
}

/** A text that ends with a NUL, and where the next thing begins. */
export function textAt(body: Buffer, start: number): [text: string, next: number] {
  const end = body.indexOf(0, start)
  if (end < 0) throw new Error('a text without an end')
  return [body.toString('utf8', start, end), end + 1]
}

const MORE_RESULTS = 0x8

/** An error, or an OK that announces no further result: "OK_Packet", MariaDB manual. */
export function endsAnswer(body: Buffer): boolean {
  if (body[0] !== OK) return body[0] === 0xff
  const status = afterNumber(body, afterNumber(body, 1))
  return (body.readUInt16LE(status) & MORE_RESULTS) === 0
}

/** Numbers are as long as their first byte says. */
function afterNumber(body: Buffer, at: number): number {
  const longer: Record<number, number> = { 252: 2, 253: 3, 254: 8 }
  return at + 1 + (longer[body[at] ?? 0] ?? 0)
}
