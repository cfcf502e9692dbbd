import { connect, type Socket } from 'node:net'
import { fatalMessage } from './messages'

/** Joins the client to the server behind; `first` is what the server must hear before the client's next words. */
export function handOver(client: Socket, upstream: string, first: Buffer): void {
  const server = connect(upstream)
  let joined = false
  server.once('connect', () => {
    joined = true
    server.write(first)
    client.pipe(server)
    server.pipe(client)
    client.resume()
  })
  server.on('error', () => {
    if (joined) client.destroy()
    else
      client.end(
        fatalMessage({ code: '57P03', message: 'the database system is not yet accepting connections' }),
      )
  })
  client.on('error', () => server.destroy()).on('close', () => server.destroy())
  server.on('close', () => client.end())
}
