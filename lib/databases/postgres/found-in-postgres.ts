import 'server-only'
import type {
  DatabaseRole,
  DatabaseUser,
  FoundInside,
  PlaceRights,
  SignInKind,
  UnreadInside,
  UserDetail,
} from '@/lib/access/model/database-user'
import { isRdsOwnRole } from '@/lib/access/model/engine-family/rds-own-roles'
import { type DatabasePlaces, placesIn } from '@/lib/databases/postgres/place-rights'
import type { DatabaseReading, RoleReading, ServerReading } from '@/lib/databases/postgres/postgres-reading'
import { type RoleGraph, roleGraph } from '@/lib/databases/postgres/role-graph'

export interface PostgresReadings {
  server: ServerReading
  /** Those that could be read. */
  databases: DatabaseReading[]
  unread: UnreadInside[]
}

/** RDS and PostgreSQL keep these for themselves; of RDS's groups there may be more than are known. */
const isOwn = ({ name, login }: RoleReading) =>
  name.startsWith('pg_') || isRdsOwnRole(name) || (name.startsWith('rds') && !login)

/** pg_shdepend does not tell what the first superuser of a server owns. */
const FIRST_SUPERUSER = 10

/** Table names that one scan keeps, over all users: the words above them are whole in any case. */
const NAMES_KEPT = 60_000
const NAMED_MOST = 20
const NAMED_LEAST = 3

interface Surroundings {
  server: ServerReading
  graph: RoleGraph
  places: DatabasePlaces[]
  iam: Map<number, string[]>
  kerberos: Map<number, string[]>
  administrators: Map<number, string[]>
  owned: Map<number, number>
  sessions: Map<number, number>
}

function signInOf({ login, oid }: RoleReading, { iam, kerberos }: Surroundings): SignInKind {
  if (!login) return 'noLogin'
  if (iam.has(oid)) return 'iam'
  return kerberos.has(oid) ? 'kerberos' : 'password'
}

const REASONS: Record<SignInKind, string | null> = {
  iam: null,
  iamOrPassword: null,
  locked: 'is locked',
  noLogin: 'cannot log in',
  kerberos: 'signs in by Kerberos (rds_ad)',
  password: 'lacks rds_iam',
}

/** PostgreSQL counts sessions against it for everybody but superusers: with none allowed, a good token is refused too. */
const mayHoldNone = ({ connectionLimit, superuser }: RoleReading) => connectionLimit === 0 && !superuser

function administers({ oid, superuser }: RoleReading, { administrators }: Surroundings): boolean {
  return superuser || administrators.has(oid)
}

/** What holds beside tables. */
function attributesInWords(role: RoleReading, { graph }: Surroundings): string[] {
  const predefined = graph
    .memberships(role.oid)
    .flatMap(({ role: held, inForce }) =>
      inForce && /^(pg_|rds_replication$)/.test(held.name) ? [held.name] : [],
    )
  const setRole = graph.bySetRole(role.oid).filter(name => !/^(rds_iam|rds_ad)$/.test(name))
  return [
    ...predefined,
    ...(role.createsRoles ? ['creates roles'] : []),
    ...(role.createsDatabases ? ['creates databases'] : []),
    ...(role.replicates ? ['replicates'] : []),
    ...(role.bypassesRowSecurity ? ['bypasses row security'] : []),
    ...(setRole.length > 0 ? [`more after SET ROLE ${setRole.slice(0, 2).join(' or ')}`] : []),
  ]
}

/** What a role may do, in words over all databases that were read; null: none of them was. */
function canDo(role: RoleReading, around: Surroundings): string | null {
  if (administers(role, around)) return 'administers the server'
  const open = around.places.filter(place => place.accepts && place.connects(role.oid) !== 'no')
  const attributes = attributesInWords(role, around)
  // Nobody signs in as a group role: whether it may connect is of no interest, its members may by themselves.
  const looked = role.login ? open : around.places
  const read = looked.flatMap(place => {
    const found = place.of(role.oid)
    return found ? [{ database: place.database, words: found.words.join(', ') }] : []
  })
  const unread = looked.filter(place => place.of(role.oid) === null).map(({ database }) => database)
  if (looked.length > 0 && read.length === 0 && attributes.length === 0) return null
  const withRights = read.filter(({ words }) => words !== '')
  const places = withRights.map(({ database, words }) =>
    withRights.length > 1 ? `in ${database} ${words}` : words,
  )
  const nothing = looked.length === 0 ? 'may not connect to any database' : 'no rights on tables'
  const parts = [...places, ...attributes]
  const notRead = unread.length > 0 ? [`rights in ${unread.slice(0, 2).join(', ')} not read`] : []
  return [...(parts.length > 0 ? parts : [nothing]), ...notRead].join(', ')
}

function rightsOf(role: RoleReading, around: Surroundings): PlaceRights[] {
  return around.places.flatMap(place => {
    const connects = place.connects(role.oid)
    const words = [
      { granted: 'may connect', public: 'may connect, as everybody may', no: 'may not connect' }[connects],
      ...(place.owns(role.oid) ? ['owns the database'] : []),
      ...(place.createsSchemas(role.oid) ? ['creates schemas'] : []),
    ]
    const found = administers(role, around) ? null : place.of(role.oid)
    const inside = found?.places ?? []
    if (connects === 'no' && inside.length === 0 && words.length === 1) return []
    const whole: PlaceRights = {
      database: place.database,
      schema: null,
      words: place.accepts ? words.join(', ') : 'accepts no connections',
      tables: [],
      more: 0,
      future: found?.future ?? null,
    }
    return [whole, ...inside]
  })
}

/** `infinity` is no time at all, and `-infinity` has passed. */
function validUntil({ validUntil: text }: RoleReading): string | null {
  if (text === null || text === 'infinity') return null
  const at = text === '-infinity' ? 0 : Date.parse(text)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

function detailOf(role: RoleReading, around: Surroundings, signIn: SignInKind): UserDetail {
  const until = validUntil(role)
  return {
    memberships: around.graph
      .memberships(role.oid)
      .map(({ role: held, admin, inForce, maySet }) => ({ role: held.name, admin, inForce, maySet })),
    rights: rightsOf(role, around),
    owned: role.oid === FIRST_SUPERUSER ? null : (around.owned.get(role.oid) ?? 0),
    sessions: around.sessions.get(role.oid) ?? 0,
    lastLoginAt: null,
    connectionLimit: role.connectionLimit < 0 ? null : role.connectionLimit,
    // VALID UNTIL ends the password, never the role ("CREATE ROLE"): a token goes on working.
    passwordExpired: signIn === 'password' && until !== null && until <= around.server.at,
    requiresTls: null,
  }
}

function userOf(role: RoleReading, around: Surroundings): DatabaseUser {
  const signIn = signInOf(role, around)
  const read = around.places.flatMap(place => place.of(role.oid) ?? [])
  const none = mayHoldNone(role)
  return {
    name: role.name,
    host: null,
    iamReady: signIn === 'iam' && !none,
    signIn,
    reason: REASONS[signIn] ?? (none ? 'may hold no session (CONNECTION LIMIT 0)' : null),
    grantPath: around.iam.get(role.oid) ?? [],
    superuser: administers(role, around),
    canDo: role.login ? canDo(role, around) : null,
    readableTables: role.login && read.length > 0 ? read.reduce((sum, { reads }) => sum + reads, 0) : null,
    validUntil: validUntil(role),
    detail: detailOf(role, around, signIn),
  }
}

function roleOf(role: RoleReading, around: Surroundings): DatabaseRole {
  return { name: role.name, host: null, canDo: canDo(role, around), members: around.graph.members(role.oid) }
}

const TOO_MANY = { what: 'rights of some users', why: 'there are too many different ones to sum up' }

/** One server as its catalogs tell it, said in Gatehouse's words. Nothing is asked here. */
export function foundInPostgres({ server, databases, unread }: PostgresReadings): FoundInside {
  const graph = roleGraph(server)
  const roles = server.roles.filter(role => !isOwn(role)).sort((a, b) => (a.name < b.name ? -1 : 1))
  const schemaCount = databases.reduce((sum, { schemas }) => sum + schemas.length, 0)
  const fitting = Math.floor(NAMES_KEPT / Math.max(1, roles.length * schemaCount))
  const named = Math.min(NAMED_MOST, Math.max(NAMED_LEAST, fitting))
  const byName = new Map(databases.map(reading => [reading.database, reading]))
  const places = server.databases.map(entry => placesIn(entry, byName.get(entry.name), graph, named))
  const around: Surroundings = {
    server,
    graph,
    places,
    iam: graph.paths('rds_iam'),
    kerberos: graph.paths('rds_ad'),
    administrators: graph.paths('rds_superuser'),
    owned: new Map(server.owned),
    sessions: new Map(server.sessions),
  }
  const users = roles.map(role => userOf(role, around))
  const groups = roles.filter(({ login }) => !login).map(role => roleOf(role, around))
  const cut = places.filter(place => place.isCut())
  return {
    users,
    databases: server.databases.filter(({ accepts }) => accepts).map(({ name }) => name),
    roles: groups,
    schemas: places.flatMap(({ schemas }) => schemas ?? []),
    unread: [...unread, ...cut.map(({ database }) => ({ database, ...TOO_MANY }))],
    version: server.version,
    identity: server.identifier,
  }
}
