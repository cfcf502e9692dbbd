import 'server-only'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { Endpoint } from '@/lib/access/model/target'
import { tlsOptions } from '@/lib/databases/connection'
import { failed } from '@/lib/databases/database-failure'

/** PostgreSQL, "Message Formats": SSLRequest, a length of 8 and the code 80877103. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

function firstAnswer(socket: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('close', () => reject(failed('The server closed the connection', 'ECONNRESET')))
    socket.once('data', answer => {
      socket.pause()
      resolve(answer)
    })
    socket.write(SSL_REQUEST)
  })
}

/** Whatever is said before TLS could be said by anyone: it is judged by its first letter and never quoted. */
async function assertAcceptsTls(socket: Socket): Promise<void> {
  const answer = await firstAnswer(socket)
  const letter = String.fromCharCode(answer[0] ?? 0)
  if (letter === 'N') throw failed('The server does not speak TLS (no encryption)', 'ERR_NO_TLS')
  if (letter === 'E') throw failed('The server answered with an error instead of starting TLS', 'notPostgres')
  if (letter !== 'S') throw failed('The server answered as no PostgreSQL does', 'notPostgres')
  // As libpq since CVE-2021-23222: someone in between may have put them there.
  if (answer.length > 1) throw failed('The server sent unencrypted words ahead of TLS', 'notPostgres')
}

/** Asks for TLS as a PostgreSQL client does and checks the certificate against the target's own name. */
export async function secureSocket(socket: Socket, endpoint: Endpoint): Promise<TLSSocket> {
  await assertAcceptsTls(socket)
  const secure = connectTls({ socket, ...tlsOptions(endpoint) })
  secure.on('error', () => {})
  await once(secure, 'secureConnect')
  return secure
}
