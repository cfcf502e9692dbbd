import { columnsOf } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { DatabaseScan, DatabaseUser } from '@/lib/access/model/database-user'
import { mustStay } from '@/lib/access/model/must-stay'
import { maySignIn, type NameInside, nameInside, usersNamed } from '@/lib/access/model/name-inside'
import type { Principal } from '@/lib/access/model/principal'
import { proxiesBefore } from '@/lib/access/model/proxies-before'
import { connectArn, type Target } from '@/lib/access/model/target'
import { DECISIONS } from '@/lib/iam/index'
import { DIALECTS } from './dialects'
import { sameHostless } from './same-user'
import type { Rights, UserIntent } from './user-intent'

/** What the two halves of a target disagree about. */
export interface Difference {
  kind: 'missing' | 'notReady' | 'unreached' | 'otherCase'
  databaseUser: string
  host: string | null
  /** What is so, and why. */
  text: string
  /** Whom IAM allows by this very name; those with a wildcard over all users are not counted. */
  principals: { arn: string; label: string }[]
  /** What mends it inside the server, one of them being enough; empty: nothing there does. */
  inside: UserIntent[]
  /** What mends it in IAM; null: nothing there does. `rename`: the grants name another user. */
  inIam: {
    change: 'remove' | 'rename' | 'grant'
    databaseUser: string
    to: string | null
    text: string
  } | null
}

const NO_RIGHTS: Rights = { template: 'nothing', schemas: [], of: null, tables: [], direct: false }
const OPEN = new Set(
  DECISIONS.flatMap((word, code) => (word === 'allowed' || word === 'conditional' ? [code] : [])),
)

/** By database user: who is allowed by its name, not by a wildcard over all of them. */
function grantedByName(access: CompiledAccess, target: Target): Map<string, Principal[]> {
  const columns = columnsOf(access, target)
  const codes = access.compiled.matrix(columns.map(column => connectArn(target, column.representativeName)))
  const width = columns.length
  const { principals } = access.inventory
  const isOpen = (row: number, column: number) => OPEN.has(codes[row * width + column] ?? 0)
  return new Map(
    columns.flatMap(({ kind, name }, at) =>
      kind === 'user' || kind === 'missing'
        ? [[name, principals.filter((_, row) => isOpen(row, at) && !isOpen(row, width - 1))] as const]
        : [],
    ),
  )
}

interface Ground {
  target: Target
  scan: DatabaseScan
  own: readonly string[]
  /** Proxies that sign in here with passwords from secrets, which are not read. */
  secretProxies: string[]
}

const isReady = (user: DatabaseUser) => user.iamReady && maySignIn(user)

type Mend = Pick<Difference, 'inside' | 'inIam' | 'text'>

const removeGrant = (databaseUser: string, text: string): Difference['inIam'] => ({
  change: 'remove',
  databaseUser,
  to: null,
  text,
})

/** Of a user that is there and takes no token. Nobody who may sign in by a password today is ever locked out by it. */
function mendOf(user: DatabaseUser, ground: Ground): Mend {
  const { target, scan, secretProxies } = ground
  const { name, host } = user
  const remove = removeGrant(name, `Take back the grants of ${name}: a token is refused.`)
  const stays = mustStay(user, target, scan)
  if (stays) return { text: stays, inside: [], inIam: remove }
  const ready: UserIntent = { kind: 'makeReady', user: { name, host }, despite: [] }
  if (user.signIn !== 'password' || secretProxies.length === 0)
    return {
      text: `${name} ${user.reason ?? 'is not IAM-ready'}.${user.signIn === 'password' ? ' Its password stops working once it is.' : ''}`,
      inside: [ready],
      inIam: remove,
    }
  const to = `${name}_iam`
  return {
    text: `${name} signs in by password, and ${secretProxies.join(', ')} may do so with a secret of it: it is not moved to IAM.`,
    inside: [
      {
        kind: 'create',
        user: { name: to, host },
        rights: { ...NO_RIGHTS, template: 'like', of: { name, host } },
        despite: [],
      },
    ],
    inIam: {
      change: 'rename',
      databaseUser: name,
      to,
      text: `Let the grants name ${to} instead of ${name}.`,
    },
  }
}

const whom = (principals: readonly Principal[]) => principals.map(({ arn, label }) => ({ arn, label }))

function absent(name: string, principals: readonly Principal[], ground: Ground): Difference {
  const { scan } = ground
  const twin = scan.users.find(user => sameHostless(user, { name, host: null }))
  const common = { databaseUser: name, host: null, principals: whom(principals) }
  if (!twin)
    return {
      ...common,
      kind: 'missing',
      text: `IAM allows ${name}, which does not exist.`,
      inside: [createFor(name)],
      inIam: removeGrant(name, `Take back the grants of ${name}.`),
    }
  return {
    ...common,
    kind: 'otherCase',
    text: `IAM allows ${name}, and the user is called ${twin.name}: case matters.`,
    inside: nameInside(usersNamed(scan, twin.name))?.ready === 'nowhere' ? mendOf(twin, ground).inside : [],
    inIam: {
      change: 'rename',
      databaseUser: name,
      to: twin.name,
      text: `Let the grants name ${twin.name} instead of ${name}.`,
    },
  }
}

/** Every address is answered by another row: what one of them refuses, the others may let in. */
function mendNarrow(user: DatabaseUser, { reason }: NameInside, ground: Ground): Mend {
  const { inside, inIam } = mendOf(user, ground)
  return { text: `${reason}.`, inside: inIam?.change === 'rename' ? [] : inside, inIam: null }
}

const createFor = (name: string): UserIntent => ({
  kind: 'create',
  user: { name, host: null },
  rights: NO_RIGHTS,
  despite: [],
})

function mendRow(user: DatabaseUser, inside: NameInside, ground: Ground): Mend {
  if (inside.ready === 'somewhere') return mendNarrow(user, inside, ground)
  if (!inside.onServerOnly) return mendOf(user, ground)
  return {
    text: `${user.name} signs in on the server itself only (${user.host}).`,
    inside: [createFor(user.name)],
    inIam: removeGrant(user.name, `Take back the grants of ${user.name}: a token is refused.`),
  }
}

/** The rows of one name that decide for somebody, as far as they and IAM disagree. */
function present(rows: DatabaseUser[], principals: readonly Principal[], ground: Ground): Difference[] {
  const inside = nameInside(rows)
  if (!inside) return []
  const isOurs = ground.own.includes(inside.name) || inside.name === ground.target.masterUsername
  const rowsThatCount = inside.onServerOnly ? [inside.user] : inside.rows
  return rowsThatCount.flatMap((user): Difference[] => {
    const { name, host } = user
    const common = { databaseUser: name, host, principals: whom(principals) }
    if (!isReady(user) || inside.onServerOnly)
      return principals.length > 0 ? [{ ...common, kind: 'notReady', ...mendRow(user, inside, ground) }] : []
    if (principals.length > 0 || isOurs) return []
    return [
      {
        ...common,
        kind: 'unreached',
        text: `${name} signs in by IAM, and nobody is allowed by its name.`,
        inside: [{ kind: 'close', user: { name, host } }],
        inIam: { change: 'grant', databaseUser: name, to: null, text: `Grant ${name} to whoever needs it.` },
      },
    ]
  })
}

/** Where IAM and the users inside a server do not meet, as last read, each with what mends it. Null: not read. */
export function reconcile(
  access: CompiledAccess,
  target: Target,
  own: readonly string[],
): Difference[] | null {
  const scan = access.inventory.scans[target.resourceId]
  const dialect = DIALECTS[target.family]
  if (!scan || !dialect || target.kind === 'proxy') return null
  const secretProxies = proxiesBefore(access.inventory.targets, [target])
    .filter(({ proxy }) => proxy?.databaseAuth === 'secret' || proxy?.alsoSecrets)
    .map(({ name }) => name)
  const ground: Ground = { target, scan, own, secretProxies }
  const granted = grantedByName(access, target)
  const known = new Set(scan.users.map(({ name }) => name))
  const missing = [...granted].flatMap(([name, principals]) =>
    known.has(name) || principals.length === 0 ? [] : [absent(name, principals, ground)],
  )
  // Whom a grant means that is to be renamed is not closed meanwhile.
  const meant = new Set(missing.map(({ inIam }) => inIam?.to ?? null))
  const there = [...known]
    .filter(name => !dialect.isReserved(name) && !meant.has(name))
    .flatMap(name => present(usersNamed(scan, name), granted.get(name) ?? [], ground))
  return [...missing, ...there]
}
