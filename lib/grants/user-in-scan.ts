import type { DatabaseScan, DatabaseUser, SignInKind } from '@/lib/access/model/database-user'
import { ENGINE_FAMILIES } from '@/lib/access/model/engine-family/engine-families'
import { readFacts } from '@/lib/provision/read-fact'
import type { UserFact } from '@/lib/provision/user-fact'

interface Named {
  name: string
  host: string | null
}

const isSame = (left: Named, right: Named) => left.name === right.name && left.host === right.host

const READY = new Set(Object.values(ENGINE_FAMILIES).map(({ readyBy }) => readyBy))

/** From the role that makes ready down to this user, through roles that were read to hold it. */
function pathOf(facts: readonly UserFact[], { users }: DatabaseScan, name: string): string[] {
  const held = facts.flatMap(fact => (fact.kind === 'member' ? fact.role : []))
  const direct = held.find(role => READY.has(role))
  if (direct) return [direct, name]
  const through = users.find(user => held.includes(user.name) && user.grantPath.length > 0)
  return through ? [...through.grantPath, name] : []
}

function signInOf(facts: readonly UserFact[], path: readonly string[]): SignInKind {
  const plugins = facts.flatMap(fact => (fact.kind === 'plugin' ? fact.plugin : []))
  const signsIn = facts.some(({ kind }) => kind === 'signIn')
  if (!signsIn) return plugins.length > 0 ? 'locked' : 'noLogin'
  if (plugins.some(plugin => READY.has(plugin))) return plugins.length > 1 ? 'iamOrPassword' : 'iam'
  if (path.length > 0) return 'iam'
  return facts.some(fact => fact.kind === 'member' && fact.role === 'rds_ad') ? 'kerberos' : 'password'
}

/**
 * A scan in which this is true of a user (see UserFact); null: there is no such user. Who holds its roles, and what it may
 * do, is as it was read: only who gets in is carried over.
 */
export function userInScan(scan: DatabaseScan, user: Named, lines: readonly string[] | null): DatabaseScan {
  const known = scan.users.find(one => isSame(one, user))
  const others = scan.users.filter(one => one !== known)
  if (lines === null) return known ? { ...scan, users: others } : scan
  const facts = readFacts(lines)
  const grantPath = pathOf(facts, scan, user.name)
  const signIn = signInOf(facts, grantPath)
  const iamReady = signIn === 'iam' || signIn === 'iamOrPassword'
  if (known?.signIn === signIn && known.iamReady === iamReady) return scan
  const fresh: DatabaseUser = {
    name: user.name,
    host: user.host,
    superuser: false,
    canDo: null,
    readableTables: null,
    validUntil: null,
    detail: null,
    ...known,
    iamReady,
    signIn,
    reason: iamReady ? null : 'Not IAM-ready',
    grantPath,
  }
  return { ...scan, users: [...others, fresh] }
}
