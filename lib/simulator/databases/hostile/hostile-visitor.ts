import { once } from 'node:events'
import type { Socket } from 'node:net'
import { type SecureContext, TLSSocket } from 'node:tls'
import { PacketReader } from '../front/packet-reader'
import { ASK, honestAnswer, OK, READY, setting } from './server-words'

/** One connection, seen from a hostile server: it goes along for as long as its script says, then misbehaves. */
export class Visitor {
  socket: Socket
  #reader: PacketReader

  constructor(
    readonly raw: Socket,
    private readonly certificate: SecureContext,
  ) {
    this.socket = raw
    this.#reader = new PacketReader(raw)
  }

  say(...words: (Buffer | string)[]): void {
    for (const word of words) if (!this.socket.destroyed) this.socket.write(word)
  }

  /** Says it again and again, as fast as it is heard. */
  async flood(words: Buffer | string): Promise<void> {
    while (!this.socket.destroyed) if (!this.socket.write(words)) await once(this.socket, 'drain')
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

  async sslRequest(): Promise<void> {
    await this.#reader.startup()
  }

  /** The startup packet, over TLS. */
  async startup(): Promise<void> {
    await this.sslRequest()
    this.#reader.release()
    this.raw.write('S')
    this.socket = new TLSSocket(this.raw, { isServer: true, secureContext: this.certificate })
    this.socket.on('error', () => this.raw.destroy())
    this.#reader = new PacketReader(this.socket)
    await this.#reader.startup()
  }

  async password(): Promise<string> {
    await this.startup()
    this.say(ASK)
    return this.#reader.password()
  }

  /** Lets the visitor in; then each statement is answered by what `answer` makes of it. */
  async session(
    answer: (sql: string, token: string) => Buffer | null = sql => honestAnswer(sql),
  ): Promise<void> {
    const token = await this.password()
    this.#reader.release()
    this.socket.on('data', (bytes: Buffer) => {
      if (bytes[0] !== 'Q'.charCodeAt(0)) return
      this.say(answer(bytes.subarray(5, -1).toString('utf8'), token) ?? '')
    })
    this.say(OK, setting('server_version', '17.4'), READY)
    this.socket.resume()
  }
}
