export interface DemoSchema {
  database: string
  /** Roles belong to the whole server. */
  roles: string
  /** Run inside the database. */
  contents: string
}
