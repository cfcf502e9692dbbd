import { connect, type Socket } from 'node:net'
import type { StatementWatch } from '../statement-watch'
import { fatalMessage } from './messages'
import { statementsIn } from './statements-in'

/** Joins the client to the server behind; `first` is what the server must hear before the client's next words. */
export function handOver(client: Socket, upstream: string, first: Buffer, watch: StatementWatch): void {
  const server = connect(upstream)
  let joined = false
  server.once('connect', () => {
    joined = true
    server.write(first)
    // What the client said before it left is heard all the same, as by a server that has it in its buffer already.
    asks(client, server, watch).finally(() => server.end())
    answers(server, client, watch).finally(() => client.end())
  })
  server.on('error', () => {
    if (joined) client.destroy()
    else
      client.end(
        fatalMessage({ code: '57P03', message: 'the database system is not yet accepting connections' }),
      )
  })
  client.on('error', () => {})
  client.on('close', () => joined || server.destroy())
}

async function asks(client: Socket, server: Socket, watch: StatementWatch): Promise<void> {
  const find = statementsIn()
  try {
    for await (const said of client) {
      for (const statement of find(said)) if (!(await watch.before(statement))) return void client.destroy()
      await write(server, said)
    }
  } catch {
    // The client went away in the middle.
  }
}

async function answers(server: Socket, client: Socket, watch: StatementWatch): Promise<void> {
  try {
    for await (const said of server) {
      if (!(await watch.after())) return void client.destroy()
      await write(client, said)
    }
  } catch {
    // So did the server.
  }
}

/** Resolves when the bytes are on their way, or never will be. */
function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise(resolve => void socket.write(bytes, () => resolve()))
}
