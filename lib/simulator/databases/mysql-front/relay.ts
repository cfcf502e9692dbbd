import { NOBODY_WATCHES, type StatementWatch } from '../statement-watch'
import type { Conversation } from './packet-conversation'
import { endsAnswer, errorBody, OK, type Packet } from './packets'
import { administersUsers, withoutPlugin, withoutReload } from './user-statements'

/** A statement about users, from its start to its last answer: nobody else's runs meanwhile. */
export interface Turn {
  /** Makes the catalog read as that of RDS would. */
  restore(): Promise<void>
  end(): void
}

export interface TrueCatalog {
  /** What stands for AWS's plugin in a statement that is passed on; null while the plugin is not loaded. */
  mark(): string | null
  take(): Promise<Turn>
  /** Resolves when it is nobody's turn. */
  quiet(): Promise<void>
  /** The same for who reads the catalog: the next turn waits until what this gives is called. */
  read(): Promise<() => void>
}

const LONGEST = 0xffffff
const COMMAND = { query: 0x03, refresh: 0x07, changeUser: 0x11, prepare: 0x16, execute: 0x17 } as const
/** Would sign somebody in, or read the grant tables, behind our back. */
const NOT_HERE: readonly number[] = [COMMAND.refresh, COMMAND.changeUser]
const READS_CATALOG = /\bmysql\b|global_priv/i
const UNKNOWN_COMMAND = { code: 1047, state: '08S01', message: 'Unknown command' }

/** After the login: everything passes as it is, but for statements about users. */
export async function relay(
  client: Conversation,
  server: Conversation,
  catalog: TrueCatalog,
  watch: StatementWatch = NOBODY_WATCHES(),
): Promise<void> {
  // What the client said before it left is carried out all the same, as by a server that has it in its buffer already.
  let passing: Promise<unknown> = Promise.resolve()
  let answered = () => {}
  let isServerGone = false
  client.socket.on('close', () => void passing.finally(() => server.socket.destroy()))
  server.socket.on('close', () => client.socket.end())
  let turn: Turn | null = null
  let endReading = () => {}
  let administersLater = false

  async function fromClient(): Promise<void> {
    for (;;) {
      const packet = await client.next(LONGEST)
      const command = packet.sequence === 0 ? packet.body[0] : undefined
      if (command !== undefined && NOT_HERE.includes(command)) {
        await client.send({ sequence: 1, body: errorBody(UNKNOWN_COMMAND) })
      } else if (command === COMMAND.query || command === COMMAND.prepare) {
        const statement = packet.body.toString('latin1', 1)
        const administers = administersUsers(statement)
        if (command === COMMAND.prepare) administersLater ||= administers
        if (command === COMMAND.query) {
          passing = query(packet, statement, administers)
          if (!(await passing)) return
        } else await server.send(asRunHere(packet, statement))
      } else {
        await start(command === COMMAND.execute && administersLater)
        await server.send(packet)
      }
    }
  }

  async function query(packet: Packet, statement: string, administers: boolean): Promise<boolean> {
    if (!(await watch.before(statement))) return false
    if (!administers && READS_CATALOG.test(statement)) await startReading()
    else await start(administers)
    const answer = new Promise<void>(resolve => {
      answered = resolve
    })
    await server.send(asRunHere(packet, statement))
    if (administers && !isServerGone) await answer
    return true
  }

  async function startReading(): Promise<void> {
    endReading()
    endReading = await catalog.read()
    if (isServerGone) endReading()
  }

  async function start(administers: boolean): Promise<void> {
    if (administers) turn = await catalog.take()
    else await catalog.quiet()
  }

  function asRunHere(packet: Packet, statement: string): Packet {
    const mark = catalog.mark()
    const text = withoutReload(mark === null ? statement : withoutPlugin(statement, mark))
    if (text === statement) return packet
    return { sequence: 0, body: Buffer.concat([packet.body.subarray(0, 1), Buffer.from(text, 'latin1')]) }
  }

  async function fromServer(): Promise<void> {
    for (;;) {
      await server.hears()
      endReading()
      if (turn) {
        if (!(await answerOf(turn))) return
      } else if (await watch.after()) await client.write(server.heard())
      else return
    }
  }

  /** Nobody hears that a user was made before the catalog says how. */
  async function answerOf(current: Turn): Promise<boolean> {
    const packet = await server.next(LONGEST)
    if (packet.body[0] === OK) await current.restore()
    if (endsAnswer(packet.body)) {
      current.end()
      turn = null
      answered()
    }
    if (!(await watch.after())) return false
    await client.send(packet)
    return true
  }

  await Promise.allSettled([
    fromClient().finally(() => server.socket.destroy()),
    fromServer().finally(() => {
      isServerGone = true
      endReading()
      answered()
      client.socket.end()
    }),
  ])
  const open = turn as Turn | null
  await open?.restore().finally(() => open.end())
}
