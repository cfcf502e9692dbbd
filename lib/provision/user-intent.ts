/** A user of a database server: `name`, or `name@host` in the MySQL family. */
export interface UserName {
  name: string
  /** Null: the engine knows none. */
  host: string | null
}

/** `monitoring`, `migration`: what they mean is the engine family's. `like`: the rights of another user. */
export type Template =
  | 'nothing'
  | 'readOnly'
  | 'readWrite'
  | 'migration'
  | 'monitoring'
  | 'like'
  | 'role'
  | 'tables'

/** What a new user may do. The browser sends this and never a statement. */
export interface Rights {
  template: Template
  /**
   * `orders.public` in PostgreSQL; in the MySQL family a schema is its own database, both names are the same. Empty:
   * every one that was read.
   */
  schemas: { database: string; schema: string }[]
  /** Of `like` and `role`. */
  of: UserName | null
  /** Of `tables`. */
  tables: {
    database: string
    schema: string
    table: string
    privileges: ('select' | 'insert' | 'update' | 'delete')[]
  }[]
  /** Of `role`: its rights one by one, where it cannot be passed on. Of every schema of PostgreSQL: no predefined role. */
  direct: boolean
}

/**
 * What somebody looked at and wants all the same: another user whose name differs in case only or who stands at another
 * host; that no secret of a proxy before the server holds the user's password, which is refused from then on.
 */
export type Despite = 'otherCase' | 'otherHost' | 'proxySecret'

/** A change inside one database server, as somebody asks for it. */
export type UserIntent =
  | { kind: 'create'; user: UserName; rights: Rights; despite: Despite[] }
  /** Moves one that exists to IAM, its rights as they are. */
  | { kind: 'makeReady'; user: UserName; despite: Despite[] }
  | { kind: 'addRights'; user: UserName; rights: Rights }
  | { kind: 'revokeRights'; user: UserName; rights: Rights | 'all' }
  /** Back from IAM to no sign-in at all. */
  | { kind: 'close'; user: UserName }
  | { kind: 'endSessions'; user: UserName }
  /** `reassignTo` null: refused where it owns anything. */
  | { kind: 'remove'; user: UserName; reassignTo: string | null }

/** Null: it is not about certain rights. */
export const rightsAsked = (intent: UserIntent): Rights | null =>
  'rights' in intent && intent.rights !== 'all' ? intent.rights : null
