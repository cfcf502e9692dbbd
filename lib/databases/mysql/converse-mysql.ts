import 'server-only'
import { randomBytes } from 'node:crypto'
import {
  type AuthPlugin,
  authPlugins,
  type Connection,
  createConnection,
  type QueryError,
  type RowDataPacket,
  type TypeCast,
} from 'mysql2'
import type { Credential } from '@/lib/databases/connection'
import { conversing, type Entrance, type SignedIn } from '@/lib/databases/conversation'
import { OwnFinding, unreadable } from '@/lib/databases/database-failure'
import { GuardedStream } from '@/lib/databases/guarded-stream'
import { CAPABILITY, CHARSET, DRIVER_FLAGS, OURS, packet } from '@/lib/databases/mysql/mysql-packets'
import { PacketGuard } from '@/lib/databases/mysql/packet-guard'
import { secureMysqlSocket } from '@/lib/databases/mysql/secure-mysql-socket'

/** As `mysql` prints it: `ERROR 1045 (28000): Access denied for user …`. */
class MysqlError extends Error {
  readonly code: string
  readonly severity: string
  constructor({ errno, sqlState }: { errno: number; sqlState: string }, text: string) {
    super(text)
    this.code = String(errno)
    this.severity = `ERROR ${errno} (${sqlState})`
  }
}

/** The errors of the server and of the network stay; what the driver itself complains of, a server made it stumble over. */
function inOwnWords(error: QueryError): Error {
  const {
    errno,
    sqlState = '',
    sqlMessage,
    syscall,
  } = error as QueryError & { sqlMessage?: string; syscall?: string }
  if (error instanceof OwnFinding || (syscall && error.code)) return error
  if (typeof errno === 'number' && errno > 0 && sqlMessage !== undefined)
    return new MysqlError({ errno, sqlState }, sqlMessage)
  return unreadable('notMysql')
}

/** The greeting that the driver hears: the real one was said before TLS, and nothing of it counts. */
function quietGreeting(): Buffer {
  const known = (OURS & ~CAPABILITY.ssl) >>> 0
  const fixed = Buffer.alloc(44)
  fixed.writeUInt16LE(known & 0xffff, 13)
  fixed[15] = CHARSET
  fixed.writeUInt16LE(known >>> 16, 18)
  fixed[20] = 21
  const words = [Buffer.from('\x0agatehouse\0'), fixed, Buffer.from('mysql_native_password\0')]
  return packet(0, Buffer.concat(words))
}

/** A token goes out as it is, to the plugin that RDS asks by; a password by the driver's own, over TLS that it knows nothing of. */
function waysOf({ kind, secret }: Credential): Record<string, AuthPlugin> {
  if (kind === 'token') return { mysql_clear_password: () => () => Buffer.from(`${secret}\0`) }
  const knowing = (plugin: AuthPlugin) => () =>
    plugin({
      connection: { config: { password: secret } },
      command: '',
    } as unknown as Parameters<AuthPlugin>[0])
  return {
    mysql_native_password: knowing(authPlugins.mysql_native_password({})),
    caching_sha2_password: knowing(authPlugins.caching_sha2_password({ overrideIsSecure: true })),
  }
}

const asText: TypeCast = field => field.string('utf8')

/** The driver with promises, and with the first thing that went wrong as the reason of all that fails afterwards. */
function promising(connection: Connection) {
  let lost: Error | null = null
  const ready = new Promise<void>((resolve, reject) => {
    connection.once('connect', () => resolve())
    // Stays for good: a connection that breaks between statements must not end the process.
    connection.on('error', error => {
      lost ??= inOwnWords(error)
      reject(lost)
    })
  })
  const query = (sql: string) =>
    new Promise<unknown[]>((resolve, reject) => {
      connection.query<RowDataPacket[]>(sql, (error, rows) => {
        if (error) reject(lost ?? inOwnWords(error))
        else resolve(Array.isArray(rows) ? rows : [])
      })
    })
  return { ready, query }
}

async function signIn({ secure, login, limits, onAccepted }: Entrance): Promise<SignedIn> {
  const stream = new GuardedStream(secure, new PacketGuard(limits, login.credential.kind, onAccepted))
  const connection = createConnection({
    stream: () => stream,
    user: login.databaseUser,
    // What the driver answers before anybody asked is noise.
    passwordSha1: randomBytes(20).toString('latin1'),
    authPlugins: waysOf(login.credential),
    charset: 'UTF8MB4_UNICODE_CI',
    flags: DRIVER_FLAGS,
    connectTimeout: 0,
    // No program is made of what a server calls its columns, and every value arrives as text.
    disableEval: true,
    typeCast: asText,
  })
  const { ready, query } = promising(connection)
  stream.connect()
  stream.emit('data', quietGreeting())
  await ready
  return {
    query,
    leave: async () => {
      connection.end()
      stream.end()
      await stream.saidAll()
    },
  }
}

/** One conversation with a MySQL or a MariaDB. It signs in to no database: whether there is one is asked afterwards. */
export const converseMysql = conversing({
  label: 'MySQL',
  unlike: 'notMysql',
  secure: secureMysqlSocket,
  signIn,
})
