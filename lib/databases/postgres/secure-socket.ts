import 'server-only'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Endpoint } from '@/lib/access/target'
import { CONNECT_TIMEOUT_MS, tlsOptions } from '@/lib/databases/connection'

/** PostgreSQL, "Message Formats": SSLRequest, a length of 8 and the code 80877103. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

function failed(message: string, code: string): Error {
  return Object.assign(new Error(message), { code })
}

function serverAcceptsTls(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('close', () => reject(failed('the server closed the connection', 'ECONNRESET')))
    socket.once('data', answer => {
      socket.pause()
      if (answer[0] === 0x53) resolve()
      else reject(failed('the server does not speak TLS (no encryption)', 'ERR_NO_TLS'))
    })
    socket.write(SSL_REQUEST)
  })
}

/** Asks for TLS as a PostgreSQL client does and checks the certificate against the target's own name. */
export async function secureSocket(
  socket: Socket,
  endpoint: Endpoint,
): Promise<{ protocol: string; validTo: string }> {
  await serverAcceptsTls(socket)
  socket.removeAllListeners('close')
  return new Promise((resolve, reject) => {
    const secure = connectTls({ socket, ...tlsOptions(endpoint) })
    const timer = setTimeout(() => reject(failed('TLS timed out', 'ETIMEDOUT')), CONNECT_TIMEOUT_MS)
    secure.once('error', error => {
      clearTimeout(timer)
      reject(error)
    })
    secure.once('secureConnect', () => {
      clearTimeout(timer)
      const validTo = new Date(secure.getPeerCertificate().valid_to).toISOString().slice(0, 10)
      resolve({ protocol: secure.getProtocol() ?? 'TLS', validTo })
      secure.destroy()
    })
  })
}
