import { SocketReader } from '../front/socket-reader'
import type { Packet } from './packets'

export const MAX_BEFORE_LOGIN = 65_535

/** Whole packets of one side of a MySQL conversation. */
export class MysqlPacketReader extends SocketReader {
  async next(longest: number): Promise<Packet> {
    const head = await this.peek(4)
    const length = head.readUIntLE(0, 3)
    if (length > longest) throw new Error('a packet that is too long')
    const packet = await this.take(4 + length)
    return { sequence: packet[3] ?? 0, body: packet.subarray(4) }
  }
}
