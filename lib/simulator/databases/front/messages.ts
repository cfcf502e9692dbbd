/** The few messages a PostgreSQL server sends before it has a session. "Message Formats", PostgreSQL manual. */
export interface Fatal {
  code: string
  message: string
}

export function fatalMessage({ code, message }: Fatal): Buffer {
  const fields = { S: 'FATAL', V: 'FATAL', C: code, M: message }
  const body = Object.entries(fields).map(([key, value]) => `${key}${value.replaceAll('\0', '')}\0`)
  return tagged('E', Buffer.from(`${body.join('')}\0`))
}

/** AuthenticationCleartextPassword: what a PAM line in pg_hba.conf asks for. */
export const ASK_PASSWORD = tagged('R', Buffer.from([0, 0, 0, 3]))

export function tagged(tag: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.write(tag, 0, 'latin1')
  head.writeInt32BE(4 + body.length, 1)
  return Buffer.concat([head, body])
}
