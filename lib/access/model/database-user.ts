/** How a login role signs in. */
export type SignInKind = 'iam' | 'password' | 'kerberos' | 'noLogin'

/** A login role inside the engine, as last read. */
export interface DatabaseUser {
  name: string
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
}

/** What one reading of a database found. */
export interface DatabaseScan {
  resourceId: string
  users: DatabaseUser[]
  databases: string[]
  /** ISO */
  scannedAt: string
  scannedAs: string
}
