import 'server-only'
import { Duplex } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { TLSSocket } from 'node:tls'
import { failed, OwnFinding } from '@/lib/databases/database-failure'

/** Knows what a server may say at each point. */
interface Guard {
  /** Takes what arrived; gives the messages that are complete, up to the first that may not pass. */
  admit(chunk: Buffer): Iterable<Buffer>
  /** Takes what the driver says; gives what goes out. */
  send?(chunk: Buffer): Buffer
  /** Of what the driver stumbled over. */
  unreadable(): OwnFinding
}

/** What the driver takes for its socket: TLS is done, and only what the guard admits arrives. */
export class GuardedStream extends Duplex {
  constructor(
    private readonly socket: TLSSocket,
    private readonly guard: Guard,
  ) {
    super()
    this.on('error', () => {})
  }

  /** When the driver is ready to listen; some call it themselves. */
  connect(): this {
    this.socket
      .on('data', chunk => this.#take(chunk))
      .on('error', error => this.destroy(error))
      .on('close', () => this.destroy(failed('The server closed the connection', 'ECONNRESET')))
    process.nextTick(() => this.emit('connect'))
    return this
  }

  /** Everything that was said is out, or nobody listens any more. */
  async saidAll(): Promise<void> {
    await finished(this, { readable: false }).catch(() => {})
  }

  setNoDelay(): this {
    return this
  }

  /** Emitted rather than pushed, so that what the driver throws at a malformed message is caught here. */
  #take(chunk: Buffer): void {
    try {
      for (const message of this.guard.admit(chunk)) this.emit('data', message)
    } catch (error) {
      this.destroy(error instanceof OwnFinding ? error : this.guard.unreadable())
    }
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.socket.write(this.guard.send?.(chunk) ?? chunk, done)
  }

  override _final(done: () => void): void {
    this.socket.end(done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.socket.destroy()
    done(error)
  }
}
