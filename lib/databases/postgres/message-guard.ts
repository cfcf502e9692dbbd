import 'server-only'
import type { Credential } from '@/lib/databases/connection'
import type { Allowance } from '@/lib/databases/conversation'
import { failed, unreadable } from '@/lib/databases/database-failure'

/** Everything but rows: settings, notices and the ends of answers. */
const MOST_WORDS = 1_000
const HEADER = 5

/** PostgreSQL, "Message Formats": what a server may say before the token is accepted, and while it answers simple queries. */
const BEFORE = 'REN'
const AFTER = 'RENSKZTDCI'

/** "Message Formats": clear text, MD5, and SCRAM with its two further words. */
const CLEAR_TEXT = 3
const MD5 = 5
const SCRAM = { asks: 10, goesOn: [11, 12] }

const OTHER_WAYS: Record<number, string> = {
  2: 'a Kerberos ticket',
  5: 'an MD5 password',
  7: 'a GSSAPI ticket',
  9: 'an SSPI ticket',
  10: 'a SCRAM password',
}

const letterOf = (message: Buffer) => String.fromCharCode(message[0] ?? 0)

const notPostgres = (message: string) => failed(message, 'notPostgres')

/** ErrorResponse and NoticeResponse: fields that end with NUL, then one NUL. The driver searches for that NUL for ever. */
function isWellFormed(body: Buffer): boolean {
  let at = 0
  while (at < body.length && body[at] !== 0) {
    at = body.indexOf(0, at + 1) + 1
    if (at === 0) return false
  }
  return at === body.length - 1
}

/**
 * Stands before the driver and lets only whole messages pass that a PostgreSQL may send at this point. It lets the token
 * be asked for once and in clear text, as RDS does; the driver would also answer an MD5 or SCRAM request with it. A password
 * may be asked for in any of the three.
 */
export class MessageGuard {
  #state: 'greeted' | 'asked' | 'accepted' = 'greeted'
  #held: Buffer[] = []
  #heldBytes = 0
  #wanted = HEADER
  #bytes = 0
  #rows = 0
  #words = 0

  constructor(
    private readonly allowance: Allowance,
    private readonly kind: Credential['kind'],
    private readonly onAccepted: () => void,
  ) {}

  /** Takes what arrived; gives the messages that are complete, up to the first that may not pass. */
  *admit(chunk: Buffer): Generator<Buffer> {
    this.#bytes += chunk.length
    if (this.#bytes > this.allowance.bytes)
      throw notPostgres('The server sent more bytes than were asked for')
    this.#held.push(chunk)
    this.#heldBytes += chunk.length
    // Joined only when a whole message is there: bytes that drip would be copied again and again.
    if (this.#heldBytes < this.#wanted) return
    let rest = Buffer.concat(this.#held)
    for (;;) {
      this.#wanted = this.#sizeOf(rest)
      if (rest.length < this.#wanted) break
      const message = rest.subarray(0, this.#wanted)
      rest = rest.subarray(this.#wanted)
      this.#judge(letterOf(message), message.subarray(HEADER))
      yield message
    }
    this.#held = [rest]
    this.#heldBytes = rest.length
  }

  unreadable() {
    return unreadable('notPostgres')
  }

  #sizeOf(bytes: Buffer): number {
    if (bytes.length < HEADER) return HEADER
    const known = this.#state === 'accepted' ? AFTER : BEFORE
    if (!known.includes(letterOf(bytes))) {
      throw notPostgres('The server said something that no PostgreSQL says at this point')
    }
    const length = bytes.readInt32BE(1)
    if (length < 4 || length > this.allowance.bytes) {
      throw notPostgres('The server announced a message of an impossible length')
    }
    return 1 + length
  }

  #judge(type: string, body: Buffer): void {
    if (type === 'D') this.#rows++
    else this.#words++
    if (this.#rows > this.allowance.rows)
      throw notPostgres('The server sent more rows than a database has roles')
    if (this.#words > MOST_WORDS) throw notPostgres('The server did not stop talking')
    if ((type === 'E' || type === 'N') && !isWellFormed(body)) {
      throw notPostgres('The server sent a message without an end')
    }
    if (type === 'R') this.#judgeRequest(body)
  }

  #judgeRequest(body: Buffer): void {
    const way = body.length >= 4 ? body.readInt32BE(0) : -1
    const exact = body.length === 4
    const isPassword = this.kind === 'password'
    if (this.#state === 'accepted')
      throw notPostgres('The server asked to sign in again after it had let us in')
    if (
      this.#state === 'greeted' &&
      ((exact && way === CLEAR_TEXT) || (isPassword && this.#asksSafely(way, body)))
    )
      this.#state = 'asked'
    else if (isPassword && this.#state === 'asked' && SCRAM.goesOn.includes(way)) return
    else if (exact && way === 0 && this.#state === 'asked') {
      this.#state = 'accepted'
      this.onAccepted()
    } else throw this.#notAsked(way)
  }

  #asksSafely(way: number, body: Buffer): boolean {
    return (way === MD5 && body.length === 8) || (way === SCRAM.asks && body.length > 4)
  }

  #notAsked(way: number): Error {
    if (way === 0)
      return failed(`The server let the user in without asking for the ${this.kind}`, 'tokenNotAsked')
    if (way === CLEAR_TEXT) return notPostgres(`The server asked for the ${this.kind} again`)
    const other = OTHER_WAYS[way] ?? 'something unknown'
    return failed(
      `The server asked for ${other} instead of the ${this.kind}, so nothing was sent`,
      'tokenNotAsked',
    )
  }
}
