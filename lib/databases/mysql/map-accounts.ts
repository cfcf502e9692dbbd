import 'server-only'
import type { DatabaseRole, DatabaseUser, SignInKind, UserDetail } from '@/lib/access/model/database-user'
import {
  type AccountRights,
  EVERY_DATABASE,
  rightsOf,
  type ServerTables,
} from '@/lib/databases/mysql/account-rights'
import { type CollectedGrants, keyOf } from '@/lib/databases/mysql/collected-grants'
import type { AccountName, AccountRow } from '@/lib/databases/mysql/mysql-rows'

/** RDS and the engines keep these for themselves. */
const OWN =
  /^(rdsadmin|rdsrepladmin|rdsproxyadmin|rds_superuser_role|event_scheduler|mysql\.(sys|session|infoschema)|mariadb\.sys)$/
/** RDS User Guide, "Role-based privilege model": what the master user of RDS for MySQL 8 holds. */
const RDS_ADMINISTRATORS = 'rds_superuser_role'

const IAM = 'AWSAuthenticationPlugin'
/** These let in who is on the server itself, where nobody but RDS is. */
const ON_THE_SERVER = new Set(['unix_socket', 'auth_socket', 'named_pipe'])
const KERBEROS = /kerberos|gssapi/
const NOBODY = 'mysql_no_login'

/** MariaDB Knowledge Base, "Authentication Plugins": without one, it is a native password. */
const waysOf = ({ plugin, others }: AccountRow) => [plugin || 'mysql_native_password', ...others]

function signInOf(account: AccountRow): SignInKind {
  if (account.locked) return 'locked'
  const ways = waysOf(account)
  if (ways.includes(NOBODY)) return 'noLogin'
  const byNetwork = ways.filter(way => way !== IAM && !ON_THE_SERVER.has(way))
  if (ways.includes(IAM)) return byNetwork.length > 0 ? 'iamOrPassword' : 'iam'
  return byNetwork.length > 0 && byNetwork.every(way => KERBEROS.test(way)) ? 'kerberos' : 'password'
}

/** Why no token opens it; null: one does. */
function reasonOf(account: AccountRow, signIn: SignInKind): string | null {
  const { factors } = account
  if (signIn === 'locked') return 'is locked'
  if (signIn === 'noLogin') return 'cannot log in'
  if (signIn === 'kerberos') return 'signs in by Kerberos'
  if (signIn === 'password') return `is not on ${IAM}`
  return factors.length > 0 ? `needs a second factor (${factors.join(', ')}) beside the token` : null
}

/** Role names of MySQL 8 are accounts, told from users by who holds them: "Using Roles", MySQL Reference Manual. */
export function isRole(account: AccountRow, heldByOthers: ReadonlySet<string>): boolean {
  return account.is_role || (account.locked && heldByOthers.has(keyOf(account)))
}

const spelled = ({ name, host }: AccountName) => (host === '' || host === '%' ? name : `${name}@${host}`)

function administers({ onServer }: AccountRights, roles: readonly AccountName[]): boolean {
  if (onServer.has('SUPER') || roles.some(({ name }) => name === RDS_ADMINISTRATORS)) return true
  return onServer.has('CREATE USER') && onServer.has('GRANT OPTION')
}

const SHOWN_PLACES = 3

function canDoInWords({ places, more }: AccountRights, later: readonly string[]): string {
  const said = places
    .slice(0, SHOWN_PLACES)
    .map(({ database, words }) => (database === EVERY_DATABASE ? words : `${words} in ${database}`))
  const rest = places.length - said.length + more
  const parts = [
    ...(said.length > 0 ? said : ['no rights on any table']),
    ...(rest > 0 ? [`rights in ${rest} more`] : []),
    ...(later.length > 0 ? [`more after SET ROLE ${later.join(', ')}`] : []),
  ]
  return parts.join('; ')
}

/** What was read of a server, by account. */
export interface ReadServer {
  grants: CollectedGrants
  server: ServerTables
  /** By name: connected clients do not say which of several rows let them in. Null: not readable. */
  sessions: ReadonlyMap<string, number> | null
}

function detailOf(
  account: AccountRow,
  rights: AccountRights,
  { grants, sessions }: ReadServer,
  alone: boolean,
) {
  const detail: UserDetail = {
    memberships: grants
      .memberships(account)
      .map(({ role, admin, inForce }) => ({ role: spelled(role), admin, inForce })),
    rights: rights.places,
    // Tables of this family belong to nobody.
    owned: 0,
    sessions: sessions && alone ? (sessions.get(account.name) ?? 0) : null,
    lastLoginAt: null,
    connectionLimit: account.most_sessions > 0 ? account.most_sessions : null,
    passwordExpired: account.expired,
    requiresTls: account.tls,
  }
  return detail
}

export function mapAccount(account: AccountRow, read: ReadServer, alone: boolean): DatabaseUser {
  const signIn = signInOf(account)
  const reason = reasonOf(account, signIn)
  const rights = rightsOf(account, read.grants, read.server)
  const memberships = read.grants.memberships(account)
  const superuser = administers(rights, read.grants.inForce(account))
  const later = memberships.filter(({ inForce }) => !inForce).map(({ role }) => spelled(role))
  const known = read.grants.read
  return {
    name: account.name,
    host: account.host,
    iamReady: reason === null,
    signIn,
    reason,
    grantPath: [],
    superuser,
    canDo: superuser ? 'administers the server' : known ? canDoInWords(rights, later) : null,
    readableTables: known ? rights.readableTables : null,
    validUntil: null,
    detail: detailOf(account, rights, read, alone),
  }
}

export function mapRole(account: AccountRow, read: ReadServer, members: number): DatabaseRole {
  const rights = rightsOf(account, read.grants, read.server)
  return {
    name: account.name,
    host: account.host || null,
    canDo: read.grants.read ? canDoInWords(rights, []) : null,
    members,
  }
}

export const isOwnAccount = ({ name }: AccountName) => OWN.test(name)
