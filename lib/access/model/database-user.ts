/** How a login role signs in. `iamOrPassword`: MariaDB's `IDENTIFIED VIA … OR …`. `locked`: MySQL's ACCOUNT LOCK. */
export type SignInKind = 'iam' | 'iamOrPassword' | 'password' | 'kerberos' | 'locked' | 'noLogin'

/** A login role inside the engine, as last read. */
export interface DatabaseUser {
  name: string
  /** Of `user@host` in the MySQL family, where it decides who gets in; null: the engine knows none. */
  host: string | null
  /** Holds `rds_iam` (nested counts) or the MySQL plugin. */
  iamReady: boolean
  signIn: SignInKind
  /** Why it is not IAM-ready, in a few words; null when it is. */
  reason: string | null
  /** From `rds_iam` down to this role when the membership is nested, for example `['rds_iam','team','app']`. */
  grantPath: string[]
  superuser: boolean
  /** `SELECT on 41 tables`, `owns schema public`: what it may do, in words; null: not read. */
  canDo: string | null
  readableTables: number | null
  validUntil: string | null
  /** Hosts from which an account without a name is chosen instead (MySQL family). */
  shadowedFrom?: string[]
  /** Null: not read, or read by an older Gatehouse. */
  detail: UserDetail | null
}

export interface Membership {
  role: string
  /** May pass it on. */
  admin: boolean
  /** In force at sign-in; false: only after SET ROLE. */
  inForce: boolean
  /** May become it by SET ROLE; absent: not told apart. */
  maySet?: boolean
}

/** What a user may do in one schema, or in a whole database. */
export interface PlaceRights {
  database: string
  schema: string | null
  /** `SELECT on all 41 tables` */
  words: string
  /** The tables behind the words, some of them; `more` of them are not listed. */
  tables: { name: string; privileges: string[] }[]
  more: number
  /** On tables that are made later, in words; null: none. */
  future: string | null
}

export interface UserDetail {
  memberships: Membership[]
  rights: PlaceRights[]
  /** Objects that it owns, over every database that was read; null: not read. */
  owned: number | null
  /** Live sessions; null: not readable. */
  sessions: number | null
  /** ISO; null: the engine does not know. */
  lastLoginAt: string | null
  /** Null: none. */
  connectionLimit: number | null
  passwordExpired: boolean
  requiresTls: boolean | null
}

/** A role that others hold, and nobody signs in as. */
export interface DatabaseRole {
  name: string
  host: string | null
  /** `SELECT on all 41 tables of public` */
  canDo: string | null
  members: number
}

export interface DatabaseSchema {
  database: string
  name: string
  tables: number
}

/** What could not be read; of the whole server where no database is named. */
export interface UnreadInside {
  database: string | null
  what: string
  why: string
  /** Somebody may get in who is not among the users. */
  hidesUsers?: boolean
}

/** How the scan came in. `pasted`: somebody ran the SQL by hand. */
export type ScanSource = 'token' | 'masterSecret' | 'pasted'

/** What one reading of a database found. */
export interface DatabaseScan {
  resourceId: string
  users: DatabaseUser[]
  databases: string[]
  roles: DatabaseRole[]
  schemas: DatabaseSchema[]
  unread: UnreadInside[]
  /** As the server says it; null: not asked. */
  version: string | null
  /** A number that only this server has, by which a reading of another one is noticed; null or absent: it tells none. */
  identity?: string | null
  source: ScanSource
  /** ISO */
  scannedAt: string
  scannedAs: string
}

/** What an adapter, or a person who ran the SQL by hand, brings home. */
export type FoundInside = Omit<DatabaseScan, 'resourceId' | 'source' | 'scannedAt' | 'scannedAs'>
