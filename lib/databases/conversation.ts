import 'server-only'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { z } from 'zod'
import type { Endpoint } from '@/lib/access/model/target'
import { type Credential, dialTarget, type Login, type Passed } from '@/lib/databases/connection'
import {
  ConversationFailed,
  databaseFailure,
  failed,
  type UnlikeCode,
} from '@/lib/databases/database-failure'
import { withinDeadline } from '@/lib/databases/within-deadline'
import { withoutSecret } from '@/lib/databases/without-secret'

/** What a server may send in one conversation. */
export interface Allowance {
  bytes: number
  rows: number
}

export interface Limits extends Allowance {
  deadlineMs: number
}

export interface Session {
  /** The rows of one statement, each as it should be; anything else ends the conversation. */
  rows<Row>(row: z.ZodType<Row>, sql: string): Promise<Row[]>
  /** Exactly one. */
  row<Row>(row: z.ZodType<Row>, sql: string): Promise<Row>
}

/** A driver that has signed in. */
export interface SignedIn {
  query(sql: string): Promise<unknown[]>
  /** Says goodbye; an answer to it is not waited for. */
  leave(): Promise<void>
}

export interface Entrance {
  secure: TLSSocket
  login: Login
  limits: Limits
  /** To be called when the server has taken the token or password. */
  onAccepted: () => void
}

/** How one family of engines is spoken to. */
interface Protocol {
  label: string
  /** What a server that speaks otherwise is reported as. */
  unlike: UnlikeCode
  /** Asks for TLS as a client of this family does, and checks the certificate against the target's own name. */
  secure(socket: Socket, endpoint: Endpoint): Promise<TLSSocket>
  signIn(entrance: Entrance): Promise<SignedIn>
}

function sessionOf(
  { query }: SignedIn,
  { label, unlike }: Protocol,
  cut: (text: string) => string,
  kind: Credential['kind'],
): Session {
  async function read<Rows>(rows: z.ZodType<Rows>, sql: string): Promise<Rows> {
    const answer = rows.safeParse(await query(sql))
    if (!answer.success) throw failed(`The server answered as no ${label} does`, unlike)
    const text = JSON.stringify(answer.data)
    if (cut(text) === text) return answer.data
    throw failed(`The server sent the ${kind} back in its answer`, 'tokenSentBack')
  }
  return {
    rows: (row, sql) => read(z.array(row), sql),
    row: async (row, sql) => (await read(z.tuple([row]), sql))[0],
  }
}

/**
 * One short session with a target that may be anyone: certificate checked against the target's name, one deadline for
 * all of it, the socket destroyed whatever happens, and no word of the server leaves here with a piece of the token or password.
 */
export const conversing =
  (protocol: Protocol) =>
  async <T>(
    login: Login,
    limits: Limits,
    passed: Passed,
    work: (session: Session) => Promise<T>,
  ): Promise<T> => {
    const cut = withoutSecret(login)
    try {
      return await withinDeadline(limits.deadlineMs, async over => {
        const socket = await dialTarget(login.endpoint, over, passed)
        const secure = await protocol.secure(socket, login.endpoint)
        const validTo = new Date(secure.getPeerCertificate().valid_to).toISOString().slice(0, 10)
        passed('tls', `${secure.getProtocol()}, certificate names the endpoint, valid to ${validTo}`)
        const onAccepted = () => passed('iam', `The ${login.credential.kind} is accepted`)
        const signedIn = await protocol.signIn({ secure, login, limits, onAccepted })
        const result = await work(sessionOf(signedIn, protocol, cut, login.credential.kind))
        await signedIn.leave()
        return result
      })
    } catch (error) {
      throw new ConversationFailed(databaseFailure(error, cut))
    }
  }
