import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { ClientId } from './client'
import type { SignId } from './sign'

/** What a pasted text is made of; several where it is a mix. */
export type TextKind = 'error' | 'token' | 'log' | 'connectionString'

/** What the text says that is no secret: all that may leave the browser. */
export interface Symptoms {
  /** Empty: nothing of it is known here. */
  kinds: TextKind[]
  /** What it says, the most telling first. */
  signs: SignId[]
  /** SQLSTATE, numbers and names of errors, as they stand there. */
  codes: string[]
  /** Lower case, the likeliest first: which target that is, whoever knows the targets tells. */
  hosts: string[]
  port: number | null
  databaseUser: string | null
  database: string | null
  /** Null: the text does not tell. */
  family: EngineFamilyId | null
  client: ClientId | null
  /** Of a line of `iam-db-auth-error` that names who signed. */
  callerArn: string | null
  /** RDS Proxy said it; false: it does not say so. */
  viaProxy: boolean
}

export type MarkedPart = 'sign' | 'host' | 'port' | 'user' | 'database' | 'caller' | 'code' | 'token'

/** A part of the text; parts do not overlap and stand in their order. */
export interface Mark {
  start: number
  end: number
  what: MarkedPart
}

export interface Recognised {
  symptoms: Symptoms
  marks: Mark[]
  /** Stays in the browser, to be taken apart there (inspect-token); null: none in the text. */
  token: string | null
  /** What a reader of the text must know: which line is only an echo of another, and so on. */
  notes: string[]
}
