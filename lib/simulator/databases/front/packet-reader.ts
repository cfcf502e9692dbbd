import type { Socket } from 'node:net'

const MAX_STARTUP = 10_000
const MAX_PASSWORD = 65_535

/** Pulls whole packets out of a socket, one at a time, and gives the socket back with what was not read. */
export class PacketReader {
  private buffered = Buffer.alloc(0)
  private ended = false
  private wake: () => void = () => {}
  private readonly onData = (chunk: Buffer) => {
    this.buffered = Buffer.concat([this.buffered, chunk])
    if (this.buffered.length > 2 * MAX_PASSWORD) this.socket.pause()
    this.wake()
  }
  private readonly onEnd = () => {
    this.ended = true
    this.wake()
  }

  constructor(private readonly socket: Socket) {
    socket.on('data', this.onData).on('end', this.onEnd).on('close', this.onEnd)
  }

  /** A packet without a type byte: startup, SSL, GSS or cancel request. */
  async startup(): Promise<Buffer> {
    await this.need(4)
    const length = this.buffered.readUInt32BE(0)
    if (length < 8 || length > MAX_STARTUP) throw new Error('invalid length of startup packet')
    return this.take(length)
  }

  async password(): Promise<string> {
    await this.need(5)
    const length = this.buffered.readUInt32BE(1)
    if (this.buffered[0] !== 'p'.charCodeAt(0)) throw new Error('expected password response')
    if (length < 5 || length > MAX_PASSWORD) throw new Error('invalid password packet size')
    const packet = await this.take(length + 1)
    if (packet.at(-1) !== 0) throw new Error('invalid password packet size')
    return packet.subarray(5, -1).toString('utf8')
  }

  /** Stops reading; answers the bytes that came too early. */
  release(): Buffer {
    this.socket.off('data', this.onData).off('end', this.onEnd).off('close', this.onEnd)
    this.socket.pause()
    return this.buffered
  }

  private async take(length: number): Promise<Buffer> {
    await this.need(length)
    const packet = this.buffered.subarray(0, length)
    this.buffered = this.buffered.subarray(length)
    return packet
  }

  private async need(length: number): Promise<void> {
    while (this.buffered.length < length) {
      if (this.ended) throw new Error('the client went away')
      this.socket.resume()
      await new Promise<void>(resolve => {
        this.wake = resolve
      })
    }
  }
}
