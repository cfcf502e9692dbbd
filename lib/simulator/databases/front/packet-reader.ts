import { SocketReader } from './socket-reader'

const MAX_STARTUP = 10_000
const MAX_PASSWORD = 65_535

/** Whole packets of a PostgreSQL client that has not logged in yet. */
export class PacketReader extends SocketReader {
  /** A packet without a type byte: startup, SSL, GSS or cancel request. */
  async startup(): Promise<Buffer> {
    const length = (await this.peek(4)).readUInt32BE(0)
    if (length < 8 || length > MAX_STARTUP) throw new Error('invalid length of startup packet')
    return this.take(length)
  }

  async password(): Promise<string> {
    const head = await this.peek(5)
    const length = head.readUInt32BE(1)
    if (head[0] !== 'p'.charCodeAt(0)) throw new Error('expected password response')
    if (length < 5 || length > MAX_PASSWORD) throw new Error('invalid password packet size')
    const packet = await this.take(length + 1)
    if (packet.at(-1) !== 0) throw new Error('invalid password packet size')
    return packet.subarray(5, -1).toString('utf8')
  }
}
