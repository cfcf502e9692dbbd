import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { SecureContext } from 'node:tls'
import { createDemoAuthority } from '../certificates'
import { Visitor } from './hostile-visitor'

export const HOST = 'hostile.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com'

/** Under which certificate a server shows itself; only the first should be believed. */
export async function issueCertificates() {
  const [trusted, other] = await Promise.all([createDemoAuthority(), createDemoAuthority()])
  return {
    authority: trusted.certificate,
    good: await trusted.issueFor([HOST]),
    otherName: await trusted.issueFor(['elsewhere.us-east-1.rds.amazonaws.com']),
    expired: await trusted.issueFor([HOST], new Date(Date.now() - 3_600_000)),
    otherAuthority: await other.issueFor([HOST]),
  }
}

interface HostileListener {
  port: number
  close(): Promise<void>
}

/** One that pretends to be a PostgreSQL. */
export const startHostileServer = (certificate: SecureContext, script: (visitor: Visitor) => unknown) =>
  listenWith(raw => script(new Visitor(raw, certificate)))

/** A small TCP program that keeps its sockets half open on purpose: who leaves must leave by itself. */
export async function listenWith(meet: (raw: Socket) => unknown): Promise<HostileListener> {
  const open = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, async raw => {
    open.add(raw)
    raw.on('error', () => raw.destroy()).on('close', () => open.delete(raw))
    await Promise.resolve(meet(raw)).catch(() => {})
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const close = async () => {
    for (const socket of open) socket.destroy()
    await new Promise(resolve => server.close(resolve))
  }
  return { port: (server.address() as AddressInfo).port, close }
}
