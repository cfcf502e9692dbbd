import { bare } from '@/lib/access/model/clause'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import { insideOf, maySignIn, type NameInside, namesInside } from '@/lib/access/model/name-inside'
import { scanBehind } from '@/lib/access/model/scan-behind'
import type { Target } from '@/lib/access/model/target'
import type { SecondHopState } from '@/lib/access/model/verdict'
import { matchesWildcard } from '@/lib/iam/index'
import { secondHopOf } from './behind-proxy'
import type { CompiledAccess } from './compile-access'
import { hangsOnAddress, type MatrixColumn } from './matrix-column'
import { memoizePerAccess } from './memoize-per-access'
import { isOddName, isSpokenOf, type NamedUsers, namedUsers } from './named-users'
import { representativeNameFor } from './representative-name'

export const ANY_OTHER = 'any other user'

/** More names than this from one policy variable would bury the users that exist. */
const RESOLVED_LIMIT = 40

function missingReason(name: string, scan: DatabaseScan): string {
  const twin = scan.users.find(user => user.name.toLowerCase() === name.toLowerCase())
  return twin ? `Does not exist; ${twin.name} differs in case` : 'Does not exist'
}

const readinessOf = ({ ready, reason }: NameInside): Pick<MatrixColumn, 'iamReady' | 'reason'> => ({
  iamReady: ready !== 'nowhere',
  reason,
})

/** What is read of a target's users and what policies say of them: asked once for all its columns. */
interface KnownUsers {
  scan: DatabaseScan | null
  spoken: NamedUsers
}

const knownUsers = (access: CompiledAccess, target: Target): KnownUsers => ({
  scan: scanFor(access, target),
  spoken: namedBehindToo(access, target),
})

function nameColumns(target: Target, { scan, spoken }: KnownUsers): MatrixColumn[] {
  const scanned = namesInside({ users: scan?.users ?? [] })
  const resolved = [...spoken.resolved].filter(
    name => scanned.has(name) || spoken.resolved.size <= RESOLVED_LIMIT,
  )
  const names = new Set([
    ...[...scanned.values()].filter(({ rows }) => rows.some(maySignIn)).map(inside => inside.name),
    ...spoken.literals,
    ...resolved,
  ])
  const throughProxy = target.kind === 'proxy'
  return [...names].sort().map(name => {
    const inside = scanned.get(name)
    const column = { name, representativeName: name, members: [] }
    if (!scan || throughProxy) return { ...column, kind: 'user', iamReady: null, reason: null }
    if (!inside) return { ...column, kind: 'missing', iamReady: false, reason: missingReason(name, scan) }
    return { ...column, kind: 'user', ...readinessOf(inside) }
  })
}

/** What is known of the users behind a target: of a proxy, those of the database it stands before. */
export function scanFor(access: CompiledAccess, target: Target): DatabaseScan | null {
  return scanBehind(access.inventory, target)
}

/** A column that stands for all names that a pattern matches and that have no column of their own. */
export function patternColumn(access: CompiledAccess, target: Target, pattern: string): MatrixColumn {
  const known = knownUsers(access, target)
  return standIns(access, target, known, nameColumns(target, known)).forPattern(pattern)
}

/** Columns that stand for many names, of one target: what they share is worked out once. */
function standIns(access: CompiledAccess, target: Target, known: KnownUsers, named: readonly MatrixColumn[]) {
  const names = new Set(named.map(column => column.name))
  const patterns = [...known.spoken.patterns].sort()
  const read = known.scan !== null && target.kind !== 'proxy'
  const stand = (
    { kind, name }: Pick<MatrixColumn, 'kind' | 'name'>,
    pattern: string,
    members: readonly MatrixColumn[],
  ) => {
    const ready = members.filter(column => column.iamReady === true)
    const hanging = ready.every(hangsOnAddress) ? ready[0] : undefined
    const reason = hanging ? `${hanging.name}: ${hanging.reason}` : 'No IAM-ready user matches today'
    const others = patterns.filter(other => other !== pattern)
    return withSecondHop(access, target, {
      kind,
      name,
      representativeName: representativeNameFor(pattern, names, others),
      iamReady: read ? ready.length > 0 : null,
      reason: read && (hanging || ready.length === 0) ? reason : null,
      members: members.map(column => column.name),
    })
  }
  const forPattern = (pattern: string) => {
    const members = named.filter(column => matchesWildcard(pattern, column.name))
    return stand({ kind: 'pattern', name: pattern }, pattern, members)
  }
  return { patterns, forPattern, forAnyOther: () => stand({ kind: 'anyOther', name: ANY_OTHER }, '*', []) }
}

/** End to end, a proxy's role opens the names that it is granted behind: a client's wildcard reaches them. */
function namedBehindToo(access: CompiledAccess, target: Target): NamedUsers {
  const own = namedUsers(access, target)
  if (target.proxy?.databaseAuth !== 'iam') return own
  const ids = new Set(target.proxy.targets.map(({ resourceId }) => resourceId))
  const behind = access.inventory.targets.filter(({ resourceId }) => ids.has(resourceId))
  const all = [own, ...behind.map(each => namedUsers(access, each))]
  return {
    literals: new Set(all.flatMap(({ literals }) => [...literals])),
    resolved: new Set(all.flatMap(({ resolved }) => [...resolved])),
    patterns: new Set(all.flatMap(({ patterns: found }) => [...found])),
  }
}

function withSecondHop(access: CompiledAccess, target: Target, column: MatrixColumn): MatrixColumn {
  const secondHop = secondHopOf(access, target, column)
  if (!secondHop) return column
  return { ...column, secondHop, reason: secondHop.state === 'fails' ? bare(secondHop.text) : null }
}

const USABLE: Record<SecondHopState, boolean | null> = {
  works: true,
  conditional: true,
  fails: false,
  unknown: null,
}

/** Whether whoever IAM allows gets in as this user, behind a proxy too; null: not known. */
export function isUsable({ iamReady, secondHop }: Pick<MatrixColumn, 'iamReady' | 'secondHop'>) {
  return secondHop ? USABLE[secondHop.state] : iamReady
}

/** Every column this target could have, in a fixed order; which of them anybody reaches is the matrix's question. */
export function candidateColumns(access: CompiledAccess, target: Target): MatrixColumn[] {
  const known = knownUsers(access, target)
  const named = nameColumns(target, known)
  const { patterns, forPattern, forAnyOther } = standIns(access, target, known, named)
  return [
    ...named.map(column => withSecondHop(access, target, column)),
    ...patterns.map(forPattern),
    forAnyOther(),
  ]
}

const cache = memoizePerAccess('columns', () => new WeakMap<Target, MatrixColumn[]>())

/** `candidateColumns`, remembered per target object. */
export function columnsOf(access: CompiledAccess, target: Target): MatrixColumn[] {
  const columns = cache(access).get(target) ?? candidateColumns(access, target)
  cache(access).set(target, columns)
  return columns
}

/** Nobody has a user of this name, so that a star in front of the resource id that runs over it is no way in. */
function unheardOf(name: string): MatrixColumn {
  const reason = 'No database user of this name is known'
  return { kind: 'missing', name, representativeName: name, iamReady: false, reason, members: [] }
}

/** The column that a user name, a pattern or a representativeName stands in; a name nobody knew gets one of its own. */
export function columnFor(access: CompiledAccess, target: Target, name: string): MatrixColumn {
  const columns = columnsOf(access, target)
  const known =
    columns.find(column => column.name === name) ?? columns.find(column => column.representativeName === name)
  if (known) return known
  const scan = target.kind === 'proxy' ? null : scanFor(access, target)
  if (!scan) {
    if (isOddName(name) && !isSpokenOf(access, target, name)) return unheardOf(name)
    const column = { name, representativeName: name, iamReady: null, reason: null, members: [] }
    return withSecondHop(access, target, { ...column, kind: 'user' })
  }
  const inside = insideOf(scan, name)
  const ready = inside ? readinessOf(inside) : { iamReady: false, reason: missingReason(name, scan) }
  return { kind: inside ? 'user' : 'missing', name, representativeName: name, ...ready, members: [] }
}
