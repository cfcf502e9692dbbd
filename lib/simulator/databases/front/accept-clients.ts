import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

export interface Front {
  port: number
  close(): Promise<void>
}

const LOGIN_MS = 30_000
const MAX_CONNECTIONS = 300

/** Listens on loopback; who breaks the protocol, or has not logged in in time (`logIn` has not ended), is hung up on. */
export async function acceptClients(
  wanted: number,
  logIn: (client: Socket) => Promise<void>,
  loginMs = LOGIN_MS,
): Promise<Front> {
  const open = new Set<Socket>()
  const server = createServer(socket => {
    open.add(socket)
    socket
      .setNoDelay(true)
      .on('error', () => {})
      .on('close', () => open.delete(socket))
    const late = setTimeout(() => socket.destroy(), loginMs)
    logIn(socket)
      .catch(() => socket.destroy())
      .finally(() => clearTimeout(late))
  })
  server.maxConnections = MAX_CONNECTIONS
  const port = await listen(server, wanted)
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      for (const socket of open) socket.destroy()
    })
  return { port, close }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
