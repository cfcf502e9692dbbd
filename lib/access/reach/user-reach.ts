import { administrators } from '@/lib/access/decide/administrators'
import { columnsOf } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { type DecidedTarget, decideTargets } from '@/lib/access/decide/decided-targets'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import { shownColumns } from '@/lib/access/matrix/matrix-view'
import { isProduction } from '@/lib/access/model/production'
import type { Target } from '@/lib/access/model/target'
import { reaches, VERDICTS, type Verdict } from '@/lib/access/model/verdict'
import { isRead, type ReachScope } from './reach-rows'

/** Who has what as one database user on one target; nobody without access. */
export interface UserOnTarget {
  target: Target
  column: MatrixColumn
  cells: { principal: number; verdict: Verdict }[]
}

export interface UserOverTargets {
  /** Where it exists or policies name it, most reached first. */
  places: UserOnTarget[]
  /** Read, and neither there nor named in a policy. */
  elsewhere: number
  /** Named in no policy, and the users were not read: whether it exists there is not known. */
  unknown: Target[]
}

const ORDER: Verdict[] = ['canConnect', 'conditional', 'notEvaluated', 'dormant', 'denied', 'noAccess']

/** In steps; `found` is complete when they are done. */
export function startUserReach(access: CompiledAccess, name: string, scope: ReachScope) {
  const targets = access.inventory.targets.filter(target => !scope.production || isProduction(target))
  const found: UserOverTargets = { places: [], elsewhere: 0, unknown: [] }
  return { found, steps: userReachSteps(access, name, scope, targets, found) }
}

const isNamed = (column: MatrixColumn, name: string) =>
  column.name === name && (column.kind === 'user' || column.kind === 'missing')

function* userReachSteps(
  access: CompiledAccess,
  name: string,
  scope: ReachScope,
  targets: readonly Target[],
  found: UserOverTargets,
): Generator<void> {
  const named: Target[] = []
  for (const target of targets) {
    if (columnsOf(access, target).some(column => isNamed(column, name))) named.push(target)
    else leaveOut(access, target, found)
    yield
  }
  for (const decided of decideTargets(access, named)) {
    if (decided) addPlace(access, name, scope, decided, found)
    yield
  }
  const reachedBy = ({ cells }: UserOnTarget) => cells.filter(({ verdict }) => reaches(verdict)).length
  found.places.sort((a, b) => reachedBy(b) - reachedBy(a) || (a.target.name < b.target.name ? -1 : 1))
}

function leaveOut(access: CompiledAccess, target: Target, found: UserOverTargets): void {
  if (isRead(access, target)) found.elsewhere++
  else found.unknown.push(target)
}

function addPlace(
  access: CompiledAccess,
  name: string,
  scope: ReachScope,
  decided: DecidedTarget,
  found: UserOverTargets,
): void {
  const { target, columns, principals, verdicts } = decided
  // The matrix shows no column that nobody reaches otherwise than any other name.
  const at = shownColumns(decided).find(index => columns[index] && isNamed(columns[index], name))
  const column = at === undefined ? undefined : columns[at]
  if (at === undefined || !column) {
    leaveOut(access, target, found)
    return
  }
  const isAdministrator = administrators(access)
  const cells = principals
    .map((principal, row) => ({
      principal,
      verdict: VERDICTS[verdicts[row * columns.length + at] ?? 0] ?? 'noAccess',
    }))
    .filter(({ principal, verdict }) => {
      return verdict !== 'noAccess' && !(scope.withoutAdministrators && isAdministrator[principal])
    })
  const labelOf = (principal: number) => access.inventory.principals[principal]?.label ?? ''
  cells.sort(
    (a, b) =>
      ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) ||
      (labelOf(a.principal) < labelOf(b.principal) ? -1 : 1),
  )
  found.places.push({ target, column, cells })
}
