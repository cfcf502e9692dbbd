import 'server-only'
import type { Credential } from '@/lib/databases/connection'
import type { Allowance } from '@/lib/databases/conversation'
import { failed, unreadable } from '@/lib/databases/database-failure'
import {
  CAPABILITY,
  EOF,
  ERR,
  endOfLengthEncoded,
  HEADER,
  holdsStrings,
  LOCAL_INFILE,
  packet,
} from '@/lib/databases/mysql/mysql-packets'

const LONGEST_PACKET = 1_048_576
const MOST_COLUMNS = 64
const MORE_RESULTS = 0x8
const QUERY = 3
const QUIT = 1
const NATIVE = 'mysql_native_password'
/** How each may be asked for: a password only in the two ways in which the server shows that it knows it already. */
const WAYS: Record<Credential['kind'], readonly string[]> = {
  token: ['mysql_clear_password'],
  password: [NATIVE, 'caching_sha2_password'],
}
/** MySQL, "Caching SHA-2": known already; or the whole of it is wanted, over TLS. */
const GOES_ON = { known: Buffer.from([1, 3]), whole: Buffer.from([1, 4]) }

const notMysql = (message: string) => failed(message, 'notMysql')

/** Where the conversation stands: what the server may say next. */
type State = 'greeted' | 'asked' | 'told' | 'idle' | 'answering' | 'columns' | 'columnsEnd' | 'rows' | 'left'

/**
 * Stands between the driver and a MySQL or MariaDB, behind TLS, and lets only whole packets pass that a server may send at
 * this point. It lets the token be asked for once and in clear text, as RDS does; the driver would also answer other ways,
 * and a request for a file. A password may be asked for as MySQL and MariaDB keep one. The driver starts behind the request for TLS, which it knows nothing of: one packet is between.
 */
export class PacketGuard {
  #state: State = 'greeted'
  #held: Buffer[] = []
  #heldBytes = 0
  #wanted = HEADER
  #bytes = 0
  #rows = 0
  #announced = 0
  #columns = 0
  #sequence = 0

  constructor(
    private readonly allowance: Allowance,
    private readonly kind: Credential['kind'],
    private readonly onAccepted: () => void,
  ) {}

  unreadable() {
    return unreadable('notMysql')
  }

  get #signingIn(): boolean {
    return this.#state === 'greeted' || this.#state === 'asked' || this.#state === 'told'
  }

  /** Takes what the driver says: its answer to the greeting, the token, one statement at a time, goodbye. */
  send(said: Buffer): Buffer {
    const sequence = (said[3] ?? 0) + 1
    const out = this.#signingIn && sequence === 2 ? this.#introduced(said) : Buffer.from(said)
    if (this.#signingIn) {
      out[3] = sequence
      if (this.#state === 'asked') this.#state = 'told'
    } else if (this.#state === 'idle' && said[HEADER] === QUERY) this.#state = 'answering'
    else if (said[HEADER] === QUIT) this.#state = 'left'
    else throw notMysql('The server was answered what nobody meant to say')
    this.#sequence = ((out[3] ?? 0) + 1) & 0xff
    return out
  }

  /** "HandshakeResponse41": with the capabilities of the request for TLS, to which MySQL keeps. */
  #introduced(said: Buffer): Buffer {
    const native = Buffer.from(`${NATIVE}\0`)
    const own = said.subarray(-native.length).equals(native)
    const body = Buffer.from(said.subarray(HEADER))
    body.writeUInt32LE((body.readUInt32LE(0) | CAPABILITY.ssl) >>> 0, 0)
    if (this.kind === 'token' || !own) return packet(0, body)
    // The salt of the greeting is unknown to the driver: a client of another plugin is sent one anew.
    return packet(0, Buffer.concat([body.subarray(0, -native.length), Buffer.from('mysql_clear_password\0')]))
  }

  /** Takes what arrived; gives the packets that are complete, up to the first that may not pass. */
  *admit(chunk: Buffer): Generator<Buffer> {
    this.#bytes += chunk.length
    if (this.#bytes > this.allowance.bytes) throw notMysql('The server sent more bytes than were asked for')
    this.#held.push(chunk)
    this.#heldBytes += chunk.length
    // Joined only when a whole packet is there: bytes that drip would be copied again and again.
    if (this.#heldBytes < this.#wanted) return
    let rest = Buffer.concat(this.#held)
    for (;;) {
      this.#wanted = this.#sizeOf(rest)
      if (rest.length < this.#wanted) break
      const said = rest.subarray(0, this.#wanted)
      rest = rest.subarray(this.#wanted)
      yield this.#judge(said[3] ?? 0, said.subarray(HEADER))
    }
    this.#held = [rest]
    this.#heldBytes = rest.length
  }

  #sizeOf(bytes: Buffer): number {
    if (bytes.length < HEADER) return HEADER
    const length = bytes.readUIntLE(0, 3)
    if (length === 0 || length > LONGEST_PACKET)
      throw notMysql('The server announced a packet of an impossible length')
    return HEADER + length
  }

  /** The packet as the driver expects it. */
  #judge(sequence: number, body: Buffer): Buffer {
    if (this.#state === 'idle') throw notMysql('The server spoke without being asked')
    const expected = this.#sequence
    // A server that shuts down counts anew.
    if (sequence !== expected && body[0] !== ERR) throw notMysql('The server sent packets in a wrong order')
    this.#sequence = (expected + 1) & 0xff
    const driverExpects = this.#signingIn ? expected - 1 : expected
    if (body[0] === ERR) this.#fail(body)
    else if (this.#signingIn) this.#judgeRequest(body)
    else this.#judgeAnswer(body)
    return packet(driverExpects, body)
  }

  #fail(body: Buffer): void {
    if (body.length < 9 || body[3] !== 0x23) throw notMysql('The server sent an error that cannot be read')
    this.#state = this.#signingIn ? 'left' : 'idle'
  }

  #judgeRequest(body: Buffer): void {
    const [kind] = body
    if (kind === 0 && this.#state !== 'told')
      throw failed(`The server let the user in without asking for the ${this.kind}`, 'tokenNotAsked')
    if (kind === 0) {
      this.#assertEnd(body)
      this.#state = 'idle'
      this.onAccepted()
      return
    }
    if (this.kind === 'password' && this.#state === 'told' && this.#goesOn(body)) return
    if (kind !== EOF || body.length === 1) throw this.#otherWay('something unknown')
    if (this.#state !== 'greeted') throw notMysql(`The server asked for the ${this.kind} again`)
    const end = body.indexOf(0, 1)
    const way = body.toString('latin1', 1, end < 0 ? body.length : end)
    if (!WAYS[this.kind].includes(way))
      throw this.#otherWay(/^[a-z0-9_]{1,40}$/.test(way) ? way : 'something unknown')
    this.#state = 'asked'
  }

  #goesOn(body: Buffer): boolean {
    if (body.equals(GOES_ON.whole)) this.#state = 'asked'
    return body.equals(GOES_ON.whole) || body.equals(GOES_ON.known)
  }

  #otherWay(way: string) {
    const asked =
      this.kind === 'token' ? `a password by ${way} instead of the token` : `the password by ${way}`
    return failed(`The server asked for ${asked}, so nothing was sent`, 'tokenNotAsked')
  }

  #judgeAnswer(body: Buffer): void {
    if (this.#state === 'answering') this.#judgeHead(body)
    else if (this.#state === 'columns') {
      if (!holdsStrings(body, 6, 13)) throw notMysql('The server described a column that cannot be read')
      this.#columns++
      if (this.#columns === this.#announced) this.#state = 'columnsEnd'
    } else if (body[0] === EOF && body.length < 9) this.#end(body)
    else if (this.#state === 'rows') this.#judgeRow(body)
    else throw notMysql('The server said something that no MySQL says at this point')
  }

  #judgeHead(body: Buffer): void {
    const [kind = 0] = body
    if (kind === LOCAL_INFILE)
      throw notMysql('The server asked for a file of this machine, and nothing was sent')
    if (kind === 0) {
      this.#assertEnd(body)
      this.#state = 'idle'
    } else if (body.length !== 1 || kind > MOST_COLUMNS)
      throw notMysql('The server announced more columns than were asked for')
    else {
      this.#announced = kind
      this.#columns = 0
      this.#state = 'columns'
    }
  }

  #judgeRow(body: Buffer): void {
    this.#rows++
    if (this.#rows > this.allowance.rows) throw notMysql('The server sent more rows than were asked for')
    if (!holdsStrings(body, this.#announced, 0)) throw notMysql('The server sent a row that cannot be read')
  }

  /** "EOF_Packet": of the columns, then of the rows. */
  #end(body: Buffer): void {
    if (body.length !== 5) throw notMysql('The server sent an end that cannot be read')
    this.#assertAlone(body.readUInt16LE(3))
    this.#state = this.#state === 'columnsEnd' ? 'rows' : 'idle'
  }

  /** "OK_Packet". */
  #assertEnd(body: Buffer): void {
    const affected = endOfLengthEncoded(body, 1, 'integer')
    const end = affected === null ? null : endOfLengthEncoded(body, affected, 'integer')
    if (end === null || body.length < end + 4) throw notMysql('The server sent an end that cannot be read')
    this.#assertAlone(body.readUInt16LE(end))
  }

  #assertAlone(status: number): void {
    if (status & MORE_RESULTS) throw notMysql('The server announced an answer that nobody asked for')
  }
}
