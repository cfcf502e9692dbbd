import { once } from 'node:events'
import type { Socket } from 'node:net'
import { type SecureContext, TLSSocket } from 'node:tls'
import { ASK, greeting, honestAnswer, ok, packet } from './mysql-words'

/** One connection, seen from a hostile server that pretends to be a MySQL: it goes along for as long as its script says. */
export class MysqlVisitor {
  socket: Socket
  #held = Buffer.alloc(0)
  #heard = () => {}
  readonly #listen = (chunk: Buffer) => {
    this.#held = Buffer.concat([this.#held, chunk])
    this.#heard()
  }

  constructor(
    readonly raw: Socket,
    private readonly certificate: SecureContext,
  ) {
    this.socket = raw
    raw.on('data', this.#listen)
  }

  say(...words: (Buffer | string)[]): void {
    for (const word of words) if (!this.socket.destroyed) this.socket.write(word)
  }

  /** Says it again and again, as fast as it is heard. */
  async flood(words: (at: number) => Buffer): Promise<void> {
    for (let at = 0; !this.socket.destroyed; at++)
      if (!this.socket.write(words(at))) await once(this.socket, 'drain')
  }

  /** Byte by byte, for ever. */
  drip(words: Buffer, everyMs: number): void {
    let at = 0
    const timer = setInterval(() => {
      this.say(words.subarray(at % words.length, (at % words.length) + 1))
      at++
    }, everyMs)
    this.raw.once('close', () => clearInterval(timer))
  }

  async #packet(): Promise<Buffer> {
    for (;;) {
      const length = this.#held.length < 4 ? Number.POSITIVE_INFINITY : 4 + this.#held.readUIntLE(0, 3)
      if (this.#held.length >= length) {
        const whole = this.#held.subarray(0, length)
        this.#held = this.#held.subarray(length)
        return whole.subarray(4)
      }
      await new Promise<void>(resolve => {
        this.#heard = resolve
      })
    }
  }

  /** Greets, and waits for the request for TLS. */
  async sslRequest(): Promise<void> {
    this.say(greeting())
    await this.#packet()
  }

  /** The answer to the greeting, over TLS. */
  async startup(): Promise<Buffer> {
    await this.sslRequest()
    this.raw.off('data', this.#listen).pause()
    // The client does not wait: its hello may be here already.
    if (this.#held.length > 0) this.raw.unshift(this.#held)
    this.#held = Buffer.alloc(0)
    this.socket = new TLSSocket(this.raw, { isServer: true, secureContext: this.certificate })
    this.socket.on('error', () => this.raw.destroy())
    this.socket.on('data', this.#listen)
    return this.#packet()
  }

  async password(): Promise<string> {
    await this.startup()
    this.say(packet(3, ASK))
    const token = await this.#packet()
    return token.subarray(0, -1).toString('utf8')
  }

  /** Lets the visitor in; then each statement is answered by what `answer` makes of it. */
  async session(
    answer: (sql: string, token: string) => Buffer | null = sql => honestAnswer(sql),
  ): Promise<void> {
    const token = await this.password()
    this.say(packet(5, ok()))
    for (;;) {
      const said = await this.#packet()
      if (said[0] === 3) this.say(answer(said.subarray(1).toString('utf8').trim(), token) ?? '')
    }
  }
}
