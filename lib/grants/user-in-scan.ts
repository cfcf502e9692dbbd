import type { DatabaseScan, DatabaseUser, SignInKind } from '@/lib/access/model/database-user'
import { ENGINE_FAMILIES } from '@/lib/access/model/engine-family/engine-families'
import { readFacts } from '@/lib/provision/read-fact'
import type { UserFact } from '@/lib/provision/user-fact'

interface Named {
  name: string
  host: string | null
}

/** What is known of the others, on whom it hangs how somebody signs in. */
interface Others {
  users: readonly DatabaseUser[]
  /** Roles that are known to hold `rds_iam`, beyond those that the scan has a path for. */
  lendIam?: readonly string[]
}

const isSame = (left: Named, right: Named) => left.name === right.name && left.host === right.host

const READY = new Set(Object.values(ENGINE_FAMILIES).map(({ readyBy }) => readyBy))

/** From the role that makes ready down to this user, through roles that were read to hold it. */
function pathOf(facts: readonly UserFact[], { users, lendIam = [] }: Others, name: string): string[] {
  const held = facts.flatMap(fact => (fact.kind === 'member' ? fact.role : []))
  const direct = held.find(role => READY.has(role))
  if (direct) return [direct, name]
  const through = users.find(user => held.includes(user.name) && user.grantPath.length > 0)
  if (through) return [...through.grantPath, name]
  const lent = held.find(role => lendIam.includes(role))
  return lent ? [ENGINE_FAMILIES.postgres.readyBy, lent, name] : []
}

const holdsKerberos = (facts: readonly UserFact[]) =>
  facts.some(fact => fact.kind === 'member' && fact.role === 'rds_ad')

/** How a user signs in of whom this is true; `known`: as last read, through whatever role. */
export function signInAfter(
  facts: readonly UserFact[],
  others: Others,
  user: Named,
  known: DatabaseUser | undefined,
): { signIn: SignInKind; grantPath: string[] } {
  const plugins = facts.flatMap(fact => (fact.kind === 'plugin' ? fact.plugin : []))
  const signsIn = facts.some(({ kind }) => kind === 'signIn')
  const grantPath = pathOf(facts, others, user.name)
  if (!signsIn) return { signIn: plugins.length > 0 ? 'locked' : 'noLogin', grantPath }
  if (plugins.some(plugin => READY.has(plugin)))
    return { signIn: plugins.length > 1 ? 'iamOrPassword' : 'iam', grantPath }
  if (grantPath.length > 0) return { signIn: 'iam', grantPath }
  const kerberos = holdsKerberos(facts) || known?.signIn === 'kerberos'
  return { signIn: kerberos ? 'kerberos' : 'password', grantPath }
}

/** PostgreSQL, "CREATE ROLE": no session for anybody but superusers. MySQL, "Multifactor Authentication": a token is one of two. */
const isHeldBack = (facts: readonly UserFact[]) =>
  facts.some(fact => fact.kind === 'other' && fact.text.startsWith('a further factor')) ||
  (facts.some(fact => fact.kind === 'limit' && fact.connections === 0) &&
    !facts.some(fact => fact.kind === 'attribute' && fact.name === 'SUPERUSER'))

const REASONS: Partial<Record<SignInKind, string>> = { noLogin: 'cannot log in', locked: 'is locked' }

/**
 * A scan in which this is true of a user (see UserFact); null: there is no such user. Who holds its roles, and what it may
 * do, is as it was read: only who gets in is carried over.
 */
export function userInScan(
  scan: DatabaseScan,
  user: Named,
  lines: readonly string[] | null,
  lendIam: readonly string[] = [],
): DatabaseScan {
  const known = scan.users.find(one => isSame(one, user))
  const others = scan.users.filter(one => one !== known)
  if (lines === null) return known ? { ...scan, users: others } : scan
  const facts = readFacts(lines)
  const { signIn, grantPath } = signInAfter(facts, { users: others, lendIam }, user, known)
  const iamReady = (signIn === 'iam' || signIn === 'iamOrPassword') && !isHeldBack(facts)
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
    reason: iamReady ? null : (REASONS[signIn] ?? 'Not IAM-ready'),
    grantPath,
  }
  return { ...scan, users: [...others, fresh] }
}
