import type { DatabaseScan, DatabaseUser } from './database-user'
import { hostWidth, isOnTheServer } from './engine-family/host-order'

type Users = Pick<DatabaseScan, 'users'>

/** Every row of one name: several in the MySQL family, one for each host that it comes from. Capitals count. */
export const usersNamed = ({ users }: Users, name: string): DatabaseUser[] =>
  users.filter(user => user.name === name)

export const maySignIn = ({ signIn }: Pick<DatabaseUser, 'signIn'>): boolean =>
  signIn !== 'noLogin' && signIn !== 'locked'

/** What the rows of one name come to. */
export interface NameInside {
  name: string
  /** The row that decides for most: that of the widest host. */
  user: DatabaseUser
  /** Those that decide for somebody, the narrowest host first. */
  rows: DatabaseUser[]
  /** Whether a token opens it; `somewhere`: that depends on the address it is used from. */
  ready: 'everywhere' | 'somewhere' | 'nowhere'
  /** Why not, or where not, in words to stand alone; null: it does. */
  reason: string | null
  /** Its rows let nobody in who comes over the network. */
  onServerOnly: boolean
}

const spelled = ({ name, host }: DatabaseUser) => `'${name}'@'${host}'`

function notReady(user: DatabaseUser): string {
  if (user.signIn === 'noLogin') return 'Cannot log in'
  if (user.signIn === 'locked') return 'Is locked'
  return user.reason ?? 'Not IAM-ready'
}

/** A row that may not sign in opens nothing, even where it lends `rds_iam` to others. */
const opens = (user: DatabaseUser) => user.iamReady && maySignIn(user)

function somewhere(rows: readonly DatabaseUser[], widest: DatabaseUser): string {
  const closed = rows.filter(user => !opens(user))
  if (closed.length === 0)
    return `Lets in from ${rows.map(({ host }) => host).join(' and ')} only, where another address is refused`
  const [first = widest] = closed
  const others = closed.length > 1 ? `, and so do ${closed.length - 1} more rows` : ''
  if (first !== widest)
    return `${spelled(first)} ${inClause(first)} and is narrower than '${widest.host}': from there a token is refused${others}`
  const open = rows.filter(opens).map(spelled)
  return `${open.join(' and ')} ${open.length > 1 ? 'take' : 'takes'} a token; from any other address ${spelled(first)} decides, which ${inClause(first)}`
}

function inClause({ signIn, reason }: DatabaseUser): string {
  if (signIn === 'password') return 'signs in by password'
  if (signIn === 'locked') return 'is locked'
  return reason ?? 'takes no token'
}

/** MySQL Reference Manual, "Access Control, Stage 1": who comes from there is taken for the user without a name. */
function unlessShadowed(rows: readonly DatabaseUser[]): Pick<NameInside, 'ready' | 'reason'> {
  const hosts = [...new Set(rows.flatMap(({ shadowedFrom = [] }) => shadowedFrom))]
  if (hosts.length === 0) return { ready: 'everywhere', reason: null }
  const reason = `From ${hosts.join(' and ')} the account without a name decides, and not this one`
  return { ready: 'somewhere', reason }
}

/** Null: there is no row. */
export function nameInside(rows: readonly DatabaseUser[]): NameInside | null {
  const [first] = rows
  if (!first) return null
  const distant = rows.filter(({ host }) => !isOnTheServer(host))
  const deciding = (distant.length > 0 ? distant : [...rows]).toSorted(
    (a, b) => hostWidth(a.host) - hostWidth(b.host),
  )
  const user = deciding.at(-1) ?? first
  const onServerOnly = distant.length === 0
  const known = { name: first.name, user, rows: deciding, onServerOnly }
  if (onServerOnly)
    return { ...known, ready: 'nowhere', reason: `Signs in on the server itself only (${first.host})` }
  const open = deciding.filter(opens)
  if (open.length === 0) return { ...known, ready: 'nowhere', reason: notReady(user) }
  const everyAddress = hostWidth(user.host) === Number.POSITIVE_INFINITY
  if (open.length === deciding.length && everyAddress) return { ...known, ...unlessShadowed(deciding) }
  return { ...known, ready: 'somewhere', reason: somewhere(deciding, user) }
}

/** By name, each once. */
export function namesInside({ users }: Users): Map<string, NameInside> {
  const rows = new Map<string, DatabaseUser[]>()
  for (const user of users) {
    const known = rows.get(user.name)
    if (known) known.push(user)
    else rows.set(user.name, [user])
  }
  return new Map(
    [...rows].flatMap(([name, all]) => {
      const inside = nameInside(all)
      return inside ? [[name, inside]] : []
    }),
  )
}

/** Null: there is no such user, or nobody looked. */
export const insideOf = (scan: Users | undefined | null, name: string): NameInside | null =>
  scan ? nameInside(usersNamed(scan, name)) : null
