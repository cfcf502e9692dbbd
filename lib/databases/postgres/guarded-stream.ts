import 'server-only'
import { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { failed, OwnFinding, unreadable } from '@/lib/databases/database-failure'
import type { MessageGuard } from '@/lib/databases/postgres/message-guard'

/** What the driver takes for its socket: TLS is done, and only what the guard admits arrives. */
export class GuardedStream extends Duplex {
  constructor(
    private readonly socket: TLSSocket,
    private readonly guard: MessageGuard,
  ) {
    super()
    this.on('error', () => {})
  }

  /** Called by the driver when it is ready to listen. */
  connect(): this {
    this.socket
      .on('data', chunk => this.#take(chunk))
      .on('error', error => this.destroy(error))
      .on('close', () => this.destroy(failed('The server closed the connection', 'ECONNRESET')))
    process.nextTick(() => this.emit('connect'))
    return this
  }

  setNoDelay(): this {
    return this
  }

  /** Emitted rather than pushed, so that what the driver throws at a malformed message is caught here. */
  #take(chunk: Buffer): void {
    try {
      for (const message of this.guard.admit(chunk)) this.emit('data', message)
    } catch (error) {
      this.destroy(error instanceof OwnFinding ? error : unreadable())
    }
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.socket.write(chunk, done)
  }

  override _final(done: () => void): void {
    this.socket.end(done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.socket.destroy()
    done(error)
  }
}
