import type { Socket } from 'node:net'
import { type SecureContext, TLSSocket } from 'node:tls'
import { NOBODY_WATCHES, type StatementWatch } from '../statement-watch'
import { acceptClients, type Front } from './accept-clients'
import { handOver } from './hand-over'
import { ASK_PASSWORD, type Fatal, fatalMessage } from './messages'
import { PacketReader } from './packet-reader'
import { parseStartup } from './startup-packet'

export interface Login {
  user: string
  password: string
}

export interface FrontOptions {
  /** 0: any free one. */
  port: number
  /** The Unix socket of the PostgreSQL behind. */
  upstream: () => Promise<string>
  certificate: SecureContext
  authenticate(login: Login): Promise<Fatal | null>
  /** Of one session; absent: nobody looks. */
  watch?: () => StatementWatch
}

/** What stands before a database that RDS runs: TLS only, one password question, then the real server. */
export function startFront(options: FrontOptions): Promise<Front> {
  return acceptClients(options.port, socket => logIn(socket, options))
}

async function logIn(raw: Socket, options: FrontOptions): Promise<void> {
  let socket = raw
  let reader = new PacketReader(raw)
  // One SSL and one GSS request at the most, then the startup packet itself.
  for (let requests = 0; requests < 3; requests++) {
    const packet = await reader.startup()
    const startup = parseStartup(packet)
    if (startup.kind === 'gss') raw.write('N')
    else if (startup.kind === 'ssl' && socket === raw) {
      // Bytes sent before TLS could be someone else's (CVE-2021-23214).
      if (reader.release().length > 0) throw new Error('received unencrypted data after SSL request')
      raw.write('S')
      socket = secure(raw, options.certificate)
      reader = new PacketReader(socket)
    } else if (startup.kind === 'cancel')
      return handOver(socket, await options.upstream(), packet, NOBODY_WATCHES())
    else if (startup.kind === 'refused') return refuse(socket, startup.fatal)
    else if (startup.kind === 'start') {
      const refusal = hbaRefusal(startup, raw, socket !== raw)
      if (refusal) return refuse(socket, refusal)
      socket.write(ASK_PASSWORD)
      const password = await reader.password()
      if (password === '') return refuse(socket, EMPTY_PASSWORD)
      const fatal = await options.authenticate({ user: startup.user, password })
      if (fatal) return refuse(socket, fatal)
      const { upstream, watch = NOBODY_WATCHES } = options
      return handOver(socket, await upstream(), Buffer.concat([packet, reader.release()]), watch())
    }
  }
  throw new Error('too many negotiation requests')
}

/** Whatever the method. */
const EMPTY_PASSWORD: Fatal = { code: '28P01', message: 'empty password returned by client' }

function secure(raw: Socket, secureContext: SecureContext): TLSSocket {
  const socket = new TLSSocket(raw, { isServer: true, secureContext })
  socket.on('error', () => raw.destroy())
  return socket
}

/** What pg_hba.conf on RDS turns away before anyone is asked for a password. */
function hbaRefusal(
  { user, database, replication }: { user: string; database: string; replication: boolean },
  { remoteAddress }: Socket,
  encrypted: boolean,
): Fatal | null {
  const encryption = encrypted ? 'SSL encryption' : 'no encryption'
  if (replication) {
    const message = `no pg_hba.conf entry for replication connection from host "${remoteAddress}", user "${user}", ${encryption}`
    return { code: '28000', message }
  }
  const rest = `for host "${remoteAddress}", user "${user}", database "${database}", ${encryption}`
  if (user === 'rdsadmin') return { code: '28000', message: `pg_hba.conf rejects connection ${rest}` }
  return encrypted ? null : { code: '28000', message: `no pg_hba.conf entry ${rest}` }
}

function refuse(socket: Socket, fatal: Fatal): void {
  socket.end(fatalMessage(fatal))
}
