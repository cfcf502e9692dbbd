export interface MariadbSchema {
  /** Statements, in RDS's own words: users of AWS's plugin are made as one makes them there. */
  users: string
  contents: string
}
