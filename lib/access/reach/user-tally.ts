import { administrators } from '@/lib/access/decide/administrators'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { DecidedTarget } from '@/lib/access/decide/decided-targets'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import { addTo, emptySet, type PrincipalSet } from '@/lib/access/model/principal-set'
import { isProduction, type Scoped } from '@/lib/access/model/production'
import { VERDICTS } from '@/lib/access/model/verdict'

/** One database user name over many targets. */
export interface UserReach {
  /** Targets by what is known of the name there. */
  ready: number
  notReady: number
  /** Policies name it, and the database has no such user. */
  missing: number
  /** Policies name it, and the users were not read. A proxy's are those of the database behind it. */
  unread: number
  /** Targets on which somebody can connect as it. */
  reachedOn: number
  /** The same, administrators left out. */
  reachedByOthersOn: number
  /** Who can connect as it somewhere, conditions or not. */
  reach: PrincipalSet
  /** Who is allowed to somewhere and stopped by the target. */
  dormant: PrincipalSet
  notEvaluated: PrincipalSet
}

function noUser(size: number): UserReach {
  return {
    ready: 0,
    notReady: 0,
    missing: 0,
    unread: 0,
    reachedOn: 0,
    reachedByOthersOn: 0,
    reach: emptySet(size),
    dormant: emptySet(size),
    notEvaluated: emptySet(size),
  }
}

function standingOf({ kind, iamReady }: MatrixColumn): 'ready' | 'notReady' | 'missing' | 'unread' {
  if (kind === 'missing') return 'missing'
  if (iamReady === null) return 'unread'
  return iamReady ? 'ready' : 'notReady'
}

const CODES = {
  canConnect: VERDICTS.indexOf('canConnect'),
  conditional: VERDICTS.indexOf('conditional'),
  dormant: VERDICTS.indexOf('dormant'),
  notEvaluated: VERDICTS.indexOf('notEvaluated'),
}

/** Adds the columns of one target that the matrix shows with a name. */
export function countUserColumns(
  access: CompiledAccess,
  users: Map<string, Scoped<UserReach>>,
  decided: DecidedTarget,
  shown: readonly number[],
): void {
  const size = access.inventory.principals.length
  const isAdministrator = administrators(access)
  const production = isProduction(decided.target)
  for (const at of shown) {
    const column = decided.columns[at]
    if (!column || column.kind === 'pattern' || column.kind === 'anyOther') continue
    const known = users.get(column.name) ?? { all: noUser(size), production: noUser(size) }
    users.set(column.name, known)
    addColumn(known.all, decided, at, isAdministrator)
    if (production) addColumn(known.production, decided, at, isAdministrator)
  }
}

function addColumn(
  user: UserReach,
  { columns, principals, verdicts }: DecidedTarget,
  at: number,
  isAdministrator: readonly boolean[],
): void {
  const column = columns[at]
  if (!column) return
  let reached = false
  let reachedByOthers = false
  user[standingOf(column)]++
  principals.forEach((principal, row) => {
    const verdict = verdicts[row * columns.length + at] ?? 0
    if (verdict === CODES.canConnect || verdict === CODES.conditional) {
      reached = true
      if (!isAdministrator[principal]) reachedByOthers = true
      addTo(user.reach, principal)
    } else if (verdict === CODES.dormant) addTo(user.dormant, principal)
    else if (verdict === CODES.notEvaluated) addTo(user.notEvaluated, principal)
  })
  if (reached) user.reachedOn++
  if (reachedByOthers) user.reachedByOthersOn++
}
