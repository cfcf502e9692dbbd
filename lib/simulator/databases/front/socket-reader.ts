import type { Socket } from 'node:net'

/** Takes a stated number of bytes out of a socket at a time, and gives the socket back with what was not read. */
export class SocketReader {
  private chunks: Buffer[] = []
  private length = 0
  private ended = false
  private wake: () => void = () => {}
  private readonly onData = (chunk: Buffer) => {
    this.chunks.push(chunk)
    this.length += chunk.length
    if (this.length > this.enough) this.socket.pause()
    this.wake()
  }
  private readonly onEnd = () => {
    this.ended = true
    this.wake()
  }

  constructor(
    protected readonly socket: Socket,
    private readonly enough = 131_072,
  ) {
    socket.on('data', this.onData).on('end', this.onEnd).on('close', this.onEnd)
  }

  /** Stops reading; answers the bytes that came too early. */
  release(): Buffer {
    this.socket.off('data', this.onData).off('end', this.onEnd).off('close', this.onEnd)
    this.socket.pause()
    return this.buffered()
  }

  hears(): Promise<unknown> {
    return this.peek(1)
  }

  heard(): Buffer {
    const all = this.buffered()
    this.chunks = []
    this.length = 0
    return all
  }

  protected async peek(length: number): Promise<Buffer> {
    while (this.length < length) {
      if (this.ended) throw new Error('the client went away')
      this.socket.resume()
      await new Promise<void>(resolve => {
        this.wake = resolve
      })
    }
    return this.buffered().subarray(0, length)
  }

  protected async take(length: number): Promise<Buffer> {
    const taken = await this.peek(length)
    this.chunks = [this.buffered().subarray(length)]
    this.length -= length
    return taken
  }

  private buffered(): Buffer {
    if (this.chunks.length !== 1) this.chunks = [Buffer.concat(this.chunks)]
    return this.chunks[0] as Buffer
  }
}
