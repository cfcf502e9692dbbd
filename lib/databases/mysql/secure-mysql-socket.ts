import 'server-only'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { Endpoint } from '@/lib/access/model/target'
import { tlsOptions } from '@/lib/databases/connection'
import { failed } from '@/lib/databases/database-failure'
import {
  CAPABILITY,
  CHARSET,
  ERR,
  HEADER,
  OURS,
  packet,
  type ServerError,
  serverError,
} from '@/lib/databases/mysql/mysql-packets'

const LONGEST_GREETING = 1_024
const PROTOCOL = 10

/** MySQL, "SSLRequest": what the answer to the greeting begins with, and no more. */
function sslRequest(): Buffer {
  const body = Buffer.alloc(32)
  body.writeUInt32LE(OURS, 0)
  body[8] = CHARSET
  return packet(1, body)
}

/** MySQL, "Server Error Message Reference": what it says before it says who it is. Its own words are anyone's so far. */
const BEFORE_TLS: Record<number, string> = {
  1040: 'it has too many connections',
  1129: 'it blocks this machine after many failed connections, until FLUSH HOSTS',
  1130: 'it lets nobody in from the address of this machine',
  1203: 'this user has too many connections',
}

function refusedBeforeTls({ number }: ServerError) {
  const why = BEFORE_TLS[number]
  const message = why
    ? `The server refused before TLS, where anyone could say it: ${why} (error ${number})`
    : `The server answered with an error instead of starting TLS (error ${number})`
  return failed(message, 'refusedBeforeTls')
}

/** "Protocol::HandshakeV10": version, thread, eight bytes of salt, then the lower half of what it can. */
function capabilities(body: Buffer): number | null {
  const end = body.indexOf(0, 1)
  if (body[0] !== PROTOCOL || end < 0 || body.length < end + 32) return null
  return (body.readUInt16LE(end + 14) | (body.readUInt16LE(end + 19) << 16)) >>> 0
}

/** Nothing of a greeting is believed or quoted but that TLS may be asked for. Null: it is not whole yet. */
function judgeGreeting(bytes: Buffer): true | null {
  if (bytes.length < HEADER + 1) return null
  const length = bytes.readUIntLE(0, 3)
  const kind = bytes[HEADER] ?? 0
  if (bytes[3] !== 0 || length < 3 || length > LONGEST_GREETING || (kind !== PROTOCOL && kind !== ERR))
    throw failed('The server answered as no MySQL does', 'notMysql')
  if (bytes.length < HEADER + length) return null
  const body = bytes.subarray(HEADER, HEADER + length)
  const error = serverError(body)
  if (error) throw refusedBeforeTls(error)
  if (bytes.length > HEADER + length)
    throw failed('The server sent unencrypted words ahead of TLS', 'notMysql')
  const known = capabilities(body)
  if (known === null) throw failed('The server answered as no MySQL does', 'notMysql')
  if (!(known & CAPABILITY.ssl)) throw failed('The server does not speak TLS (no encryption)', 'ERR_NO_TLS')
  if (!(known & CAPABILITY.pluginAuth) || !(known & CAPABILITY.protocol41))
    throw failed('The server is older than any that takes tokens', 'notMysql')
  return true
}

function hearGreeting(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard = Buffer.alloc(0)
    const listen = (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk])
      try {
        if (judgeGreeting(heard) === null) return
        socket.off('data', listen).pause()
        resolve()
      } catch (error) {
        socket.off('data', listen)
        reject(error)
      }
    }
    socket.once('error', reject)
    socket.once('close', () => reject(failed('The server closed the connection', 'ECONNRESET')))
    socket.once('end', () => reject(failed('The server closed the connection', 'ECONNRESET')))
    socket.on('data', listen)
  })
}

/** Hears the greeting, asks for TLS as a MySQL client does and checks the certificate against the target's own name. */
export async function secureMysqlSocket(socket: Socket, endpoint: Endpoint): Promise<TLSSocket> {
  await hearGreeting(socket)
  socket.write(sslRequest())
  const secure = connectTls({ socket, ...tlsOptions(endpoint) })
  secure.on('error', () => {})
  await once(secure, 'secureConnect')
  return secure
}
