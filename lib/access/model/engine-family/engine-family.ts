import type { DatabaseUser } from '../database-user'

export type EngineFamilyId = 'postgres' | 'mysql' | 'mariadb' | 'other'

/** One engine of a family, as far as IAM authentication is concerned. */
export interface Engine {
  label: string
  /** The first version, major and minor, that accepts IAM; null: every version that RDS still runs. */
  iamSince: readonly [number, number] | null
  /** The first major version that refuses plaintext unless told otherwise; null: none. */
  tlsSince: number | null
  /** Instance classes on which it has no IAM authentication; null: none. */
  classesWithoutIam: RegExp | null
}

/** Of a database user. */
interface Words {
  /** `x …`, of one that is ready for a token. */
  isReady: string
  /** `x …`, where it matters that it takes no password. */
  signsIn: string
  /** `x …`, of one that is not. */
  isNotReady: string
  /** `Only a user that … signs in with a token.` */
  mustBe: string
  /** The button that makes a user ready. */
  makeReady: string
  /** What is missing until this user is ready. */
  toMakeReady(name: string): string
  /** Where a name is written otherwise than it was meant; empty: nothing rewrites it. */
  rewritesNames: string
  /** Of whom it is true beside the one that it was given to, in words to follow `signsIn`; empty: of nobody. */
  alsoThrough: string
  /** The switch goes on: password logins work, … */
  switchedOn: string
  /** The switch goes off: … */
  switchedOff: string
}

/** What decides how a user is made ready. */
type Ready = Pick<DatabaseUser, 'signIn'> & Partial<Pick<DatabaseUser, 'detail' | 'host'>>

/** One row of a server: the name alone is not one where hosts decide. */
type Row = Pick<DatabaseUser, 'name'> & Partial<Pick<DatabaseUser, 'host'>>

interface Statements {
  /** What makes a name IAM-ready; null: there is no such user yet. */
  makeReady(name: string, exists: Ready | null): string
  /** A user of its own that may read who is inside, and nothing else. */
  makeReader(name: string): string
  /** Back from IAM to a password. */
  allowPassword(user: Row & Pick<DatabaseUser, 'grantPath'>): string
  /** No sign-in at all any more. */
  close(user: Row): string
}

/**
 * All that differs between database engines, but for what other rooms keep by family: the forms of a token in
 * lib/connect/family-clients, and the way in to read its users in lib/databases/engine-adapters.
 */
export interface EngineFamily {
  id: EngineFamilyId
  label: string
  /** By AWS's name of the engine. */
  engines: Readonly<Record<string, Engine>>
  /** What RDS Proxy calls it, `EngineFamily`; null: it is not told apart there. */
  proxyName: string | null
  /** Null: not known. */
  port: number | null
  /** The database that every server of it has; empty: a client needs none. */
  defaultDatabase: string
  /** So many numbers of a version make its major version. */
  majorNumbers: 1 | 2
  /** In letters at the most; without end: not known. */
  longestUserName: number
  /** The parameter that refuses plaintext, and its value; null: not known. */
  tlsParameter: { name: string; value: string } | null
  /** Why IAM cannot be on beside Kerberos on one DB instance; null: it can. */
  kerberosClash: string | null
  /** Who holds a role signs in as that role is made to. */
  rolesLendSignIn: boolean
  /** What the catalogue of the database marks an IAM-ready user with. */
  readyBy: string
  /** Why the password of an IAM-ready user is refused, while IAM authentication is on or off; null: it is taken. */
  passwordRefusal(user: Pick<DatabaseUser, 'signIn'>, iamIsOn: boolean): string | null
  words: Words
  /** Null: not known. */
  sql: Statements | null
  /** The client of another family, which is reached for in vain. */
  otherClient: string
}
