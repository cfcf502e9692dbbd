import type { Socket } from 'node:net'
import { connect, type SecureContext, TLSSocket } from 'node:tls'
import { MAX_BEFORE_LOGIN, MysqlPacketReader } from './mysql-packet-reader'
import { framed, type Packet } from './packets'

/** One side of a MySQL conversation: packets, and TLS from the moment that both sides want it. */
export class Conversation {
  private reader: MysqlPacketReader
  secure = false

  constructor(public socket: Socket) {
    this.reader = new MysqlPacketReader(socket)
  }

  next(longest = MAX_BEFORE_LOGIN): Promise<Packet> {
    return this.reader.next(longest)
  }

  send(packet: Packet): Promise<void> {
    return this.write(framed(packet))
  }

  /** Resolves when the bytes are on their way, or never will be. */
  write(bytes: Buffer): Promise<void> {
    return new Promise(resolve => void this.socket.write(bytes, () => resolve()))
  }

  end(packet: Packet): void {
    this.socket.end(framed(packet))
  }

  /** What was read of the first words of TLS goes back: a MySQL client says them without waiting. */
  acceptTls(secureContext: SecureContext): void {
    const raw = this.socket
    const early = this.reader.release()
    if (early.length > 0) raw.unshift(early)
    this.speak(new TLSSocket(raw, { isServer: true, secureContext }))
  }

  /** Over a private Unix socket: there is no name to check. */
  startTls(): void {
    const raw = this.socket
    this.reader.release()
    this.speak(connect({ socket: raw, rejectUnauthorized: false }))
  }

  /** Resolves when there is something to read. */
  hears(): Promise<unknown> {
    return this.reader.hears()
  }

  /** All that was said since, whole packets or not. */
  heard(): Buffer {
    return this.reader.heard()
  }

  private speak(socket: TLSSocket): void {
    const raw = this.socket
    socket.on('error', () => raw.destroy())
    this.socket = socket
    this.reader = new MysqlPacketReader(socket)
    this.secure = true
  }
}
