import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type { SecureContext } from 'node:tls'
import { acceptClients, type Front } from '../front/accept-clients'
import type { StatementWatch } from '../statement-watch'
import { CAPABILITY } from './capabilities'
import { greetingOf, parseGreeting, withoutCompression } from './greeting'
import { asksForTls, type HandshakeResponse, parseResponse, responseWith } from './handshake-response'
import { nativeProof } from './native-password'
import { Conversation } from './packet-conversation'
import { AUTH_SWITCH, authSwitch, errorBody, type MySqlError, OK, type Packet, textAt } from './packets'
import { relay, type TrueCatalog } from './relay'

export interface Visitor {
  user: string
  gavePassword: boolean
  secure: boolean
}

/** Where everybody comes from, as the server sees it: tunnels end at a machine of the VPC. */
export const VISITOR_ADDRESS = '10.20.4.17'

export interface Engine {
  /** The Unix socket of the server behind. */
  socket: string
  /** Signs in, over that socket, every user that AWS's plugin would have let in. */
  password: string
  catalog: TrueCatalog
}

export interface MySqlFrontOptions {
  port: number
  certificate: SecureContext
  /** Null: there is no server on this machine; tokens are checked all the same. */
  engine: () => Promise<Engine | null>
  /** What a server that is not there calls itself. */
  version: string
  /** `engine`: the server behind asks for the password itself. */
  wayIn(visitor: Visitor): Promise<'token' | 'engine' | MySqlError>
  admits(visitor: Visitor, token: string): Promise<boolean>
  /** Of one session; absent: nobody looks. */
  watch?: () => StatementWatch
  /** How long a login may take. */
  loginMs?: number
}

/** What stands before a MySQL or MariaDB that RDS runs. */
export function startMySqlFront(options: MySqlFrontOptions): Promise<Front> {
  return acceptClients(options.port, socket => logIn(socket, options), options.loginMs)
}

async function logIn(raw: Socket, options: MySqlFrontOptions): Promise<void> {
  const engine = await options.engine()
  const client = new Conversation(raw)
  const server = engine && knock(engine, raw)
  const leaves = () => server?.socket.destroy()
  raw.on('close', leaves)
  const greeting = server
    ? (await server.next()).body
    : greetingOf(options.version, randomBytes(2).readUInt16LE(), printable(20))
  await client.send({ sequence: 0, body: withoutCompression(greeting) })
  const packet = await startTls(client, server, options)
  const response = parseResponse(packet.body)
  const { user, gavePassword } = response
  const visitor = { user, gavePassword, secure: client.secure }
  const refuse = (sequence: number, error: MySqlError) => {
    server?.socket.destroy()
    client.end({ sequence: sequence + 1, body: errorBody(error) })
  }
  const way = await options.wayIn(visitor)
  if (typeof way === 'object') return refuse(packet.sequence, way)
  if (way === 'engine' && server && engine) {
    await server.send(packet)
    raw.off('close', leaves)
    return serve(client, server, engine, options)
  }
  if ((response.capabilities & CAPABILITY.plugin) === 0) return refuse(packet.sequence, OLD_CLIENT)
  await client.send({ sequence: packet.sequence + 1, body: authSwitch('mysql_clear_password') })
  const answer = await client.next()
  const token = answer.body.subarray(0, answer.body.at(-1) === 0 ? -1 : undefined).toString('utf8')
  if (!(await options.admits(visitor, token)))
    return refuse(answer.sequence, accessDenied(user, token !== ''))
  if (!server || !engine) return refuse(answer.sequence, NO_ENGINE)
  const body = await enter(server, engine, packet.sequence, response, parseGreeting(greeting).salt)
  if (body[0] !== OK) return client.end({ sequence: answer.sequence + 1, body })
  await client.send({ sequence: answer.sequence + 1, body })
  raw.off('close', leaves)
  serve(client, server, engine, options)
}

/** The login is over here; the session is not. */
function serve(
  client: Conversation,
  server: Conversation,
  { catalog }: Engine,
  { watch }: MySqlFrontOptions,
): void {
  relay(client, server, catalog, watch?.()).catch(() => client.socket.destroy())
}

/** The server behind is told who calls, so that its own rules about hosts hold: "Proxy Protocol Support", MariaDB manual. */
function knock({ socket }: Engine, client: Socket): Conversation {
  const upstream = connect(socket)
  upstream.on('error', () => client.destroy())
  upstream.write(`PROXY TCP4 ${VISITOR_ADDRESS} 10.20.0.2 ${client.remotePort} ${client.localPort}\r\n`)
  return new Conversation(upstream)
}

/** Both sides, or none: whether a user must come over TLS is the server's own rule. */
async function startTls(client: Conversation, server: Conversation | null, options: MySqlFrontOptions) {
  const packet = await client.next()
  if (!asksForTls(packet.body)) return packet
  client.acceptTls(options.certificate)
  await server?.send(packet)
  server?.startTls()
  return client.next()
}

async function enter(
  server: Conversation,
  { password }: Engine,
  sequence: number,
  response: HandshakeResponse,
  salt: Buffer,
): Promise<Buffer> {
  await server.send({ sequence, body: responseWith(nativeProof(password, salt), response) })
  let answer: Packet = await server.next()
  if (answer.body[0] === AUTH_SWITCH && answer.body.length > 1) {
    const [, saltAt] = textAt(answer.body, 1)
    const proof = nativeProof(password, answer.body.subarray(saltAt, saltAt + 20))
    await server.send({ sequence: answer.sequence + 1, body: proof })
    answer = await server.next()
  }
  return answer.body
}

export function accessDenied(user: string, gavePassword: boolean): MySqlError {
  const using = gavePassword ? 'YES' : 'NO'
  const message = `Access denied for user '${user}'@'${VISITOR_ADDRESS}' (using password: ${using})`
  return { code: 1045, state: '28000', message }
}

const OLD_CLIENT: MySqlError = {
  code: 1251,
  state: '08004',
  message:
    'Client does not support authentication protocol requested by server; consider upgrading MySQL client',
}

/** A number that no server of this family uses. */
const NO_ENGINE: MySqlError = {
  code: 9801,
  state: 'HY000',
  message: 'token accepted, but no MySQL engine is installed for the demo (Debian: mariadb-server)',
}

/** A salt holds no NUL. */
const printable = (length: number) => Buffer.from(randomBytes(length).map(byte => 33 + (byte % 94)))
