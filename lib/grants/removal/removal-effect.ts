import { columnsOf } from '@/lib/access/decide/columns'
import { restrictToPrincipals } from '@/lib/access/decide/restrict-to-principals'
import type { AccessChange } from '@/lib/access/model/access-change'
import { ALLOWED_CODE, CONDITIONAL_CODE } from '@/lib/access/model/decision-verdicts'
import type { Target } from '@/lib/access/model/target'
import { reaches, type Verdict } from '@/lib/access/model/verdict'
import { changesOn, changesThroughProxies, columnsAfter, judgeCell } from '../effect'
import { type AccountChange, touchedBy } from './account-change'
import type { RemovalCell } from './removal-cell'

export interface RemovalEffect {
  /** Every cell with another verdict, the one in question first. */
  changes: AccessChange[]
  /** Whether anybody may do more than before, even where it does not show yet. */
  opens: boolean
  verdictAfter: Verdict
  /** Whether IAM lets it through no more. */
  ends: boolean
  /** The statements through which it stays. */
  staysThrough: string[]
}

const strength = (code: number | undefined) => (code === ALLOWED_CODE ? 2 : code === CONDITIONAL_CODE ? 1 : 0)

/** Some changes as the engine sees them: whoever is concerned, on every column of these targets, before and after. */
export function removalEffect(
  cell: RemovalCell,
  accountChanges: readonly AccountChange[],
  targets: readonly Target[],
): RemovalEffect {
  const { access, principal, target, column, resource } = cell
  const touched = touchedBy(access, accountChanges, principal)
  const before = restrictToPrincipals(access, touched.before)
  const after = restrictToPrincipals(access, touched.after, touched.sources)
  const row = touched.before.indexOf(principal)
  const found: AccessChange[] = []
  let opens = false
  for (const each of targets) {
    const known = columnsOf(access, each)
    const columns = each !== target || known.includes(column) ? known : [...known, column]
    const fresh = columnsAfter(after, each, columns, touched.before)
    const { changes, codes } = changesOn(before, after, each, fresh, columns)
    opens ||= codes.some(([was, is]) => strength(is) > strength(was))
    found.push(...changes)
  }
  const through = changesThroughProxies(access, after, touched.before)
  opens ||= through.some(change => reaches(change.after) && !reaches(change.before))
  found.push(...through)
  const isOwn = (change: AccessChange) =>
    change.principalArn === principal.arn &&
    change.resourceId === target.resourceId &&
    change.databaseUser === column.name
  const [columnThen = column] = columnsAfter(after, target, [column], touched.before)
  const { verdict: verdictAfter } = judgeCell(after, target, columnThen, row)
  const evaluation = after.compiled.explain(row, resource)
  const ends = evaluation.decision === 'implicitDeny' || evaluation.decision === 'explicitDeny'
  const stays = ends
    ? []
    : evaluation.reasons.filter(({ effect, layer }) => effect === 'Allow' && layer === 'identity')
  return {
    changes: [...found.filter(isOwn), ...found.filter(change => !isOwn(change))],
    opens,
    verdictAfter,
    ends,
    staysThrough: stays.map(reason => `statement ${reason.statementIndex + 1} of ${reason.policyName}`),
  }
}

/** How much of that is somebody else, or something else. */
export function sideEffects(cell: RemovalCell, { changes }: Pick<RemovalEffect, 'changes'>): AccessChange[] {
  return changes.filter(
    change =>
      change.principalArn !== cell.principal.arn ||
      change.resourceId !== cell.target.resourceId ||
      change.databaseUser !== cell.column.name,
  )
}
