/** A role of the server; `host` null: the engine's roles have none. */
export interface RoleName {
  role: string
  host: string | null
}

/** What a right is a right on. In the MySQL family a schema is its own database: both names are the same there. */
export type Place =
  | { level: 'server' }
  | { level: 'database'; database: string }
  | { level: 'schema' | 'everyTable' | 'everySequence'; database: string; schema: string }
  | { level: 'table' | 'sequence'; database: string; schema: string; name: string }

/** One privilege on one place, given to the user itself and not through a role. */
export interface RightFact {
  kind: 'right'
  /** As the engine says it, `SELECT`, `CREATE VIEW`. */
  privilege: string
  on: Place
  grantable: boolean
}

/** On what is made later: PostgreSQL's default privileges, which are those of one maker. */
export interface FutureFact {
  kind: 'future'
  privilege: string
  of: 'table' | 'sequence'
  database: string
  schema: string
  madeBy: string
}

/** A membership of the user itself. `inForce` false: only after SET ROLE (PostgreSQL). */
export interface MemberFact extends RoleName {
  kind: 'member'
  admin: boolean
  inForce: boolean
}

/**
 * One thing that is true of a user in the server, as one line. `everyTable` and `everySequence` of PostgreSQL are said
 * where there is one at least and all are covered, else each by its name; in the MySQL family they are `schema.*`.
 */
export type UserFact =
  | { kind: 'exists' }
  /** LOGIN; in the MySQL family: the account is not locked. */
  | { kind: 'signIn' }
  /** MySQL family: one a method, so that a second one is seen. */
  | { kind: 'plugin'; plugin: string }
  | { kind: 'tls' }
  | MemberFact
  /** MySQL family: in force at sign-in. */
  | ({ kind: 'defaultRole' } & RoleName)
  /** PostgreSQL: `CREATEDB`, `CREATEROLE`, `REPLICATION`, `BYPASSRLS`, `SUPERUSER`. */
  | { kind: 'attribute'; name: string }
  | { kind: 'limit'; connections: number }
  | RightFact
  | FutureFact
  | { kind: 'owns'; database: string }
  /** A live one, by the server's own number of it. */
  | { kind: 'session'; id: string }
  /** What this vocabulary has no word for, as the engine's own statement or words. */
  | { kind: 'other'; text: string }

const BARE = /^[A-Za-z0-9_$-]+$/
/** Letters that are not seen, or that turn what stands beside them around. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu
const escaped = (letter: string) =>
  Array.from(
    { length: letter.length },
    (_, at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('')
const quoted = (text: string) => JSON.stringify(text).replace(UNSEEN, escaped)
const word = (name: string) => (BARE.test(name) ? name : quoted(name))
const roleWord = ({ role, host }: RoleName) => (host === null ? word(role) : `${word(role)}@${word(host)}`)
const within = (database: string, schema: string) =>
  database === schema ? word(schema) : `${word(schema)} in ${word(database)}`

function placeLine(on: Place): string {
  switch (on.level) {
    case 'server':
      return 'the whole server'
    case 'database':
      return `database ${word(on.database)}`
    case 'schema':
      return `schema ${within(on.database, on.schema)}`
    case 'everyTable':
      return `every table of ${within(on.database, on.schema)}`
    case 'everySequence':
      return `every sequence of ${within(on.database, on.schema)}`
    default:
      return `${on.level} ${word(on.name)} of ${within(on.database, on.schema)}`
  }
}

/** The line of a fact: two facts have one line only where they are the same. */
export function factLine(fact: UserFact): string {
  switch (fact.kind) {
    case 'exists':
      return 'exists'
    case 'signIn':
      return 'may sign in'
    case 'plugin':
      return `signs in by ${word(fact.plugin)}`
    case 'tls':
      return 'requires TLS'
    case 'member':
      return `member of ${roleWord(fact)}${fact.admin ? ', may pass it on' : ''}${fact.inForce ? '' : ', after SET ROLE only'}`
    case 'defaultRole':
      return `uses ${roleWord(fact)} at sign-in`
    case 'attribute':
      return `has ${word(fact.name)}`
    case 'limit':
      return `at most ${fact.connections} connections`
    case 'right':
      return `${fact.privilege} on ${placeLine(fact.on)}${fact.grantable ? ', may pass it on' : ''}`
    case 'future':
      return `${fact.privilege} on every later ${fact.of} of ${within(fact.database, fact.schema)} by ${word(fact.madeBy)}`
    case 'owns':
      return `owns objects in ${word(fact.database)}`
    case 'session':
      return `session ${word(fact.id)}`
    case 'other':
      return `also ${quoted(fact.text)}`
  }
}
