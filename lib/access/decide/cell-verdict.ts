import { CONDITIONAL_CODE } from '@/lib/access/model/decision-verdicts'
import { connectArn, type Target } from '@/lib/access/model/target'
import { type Verdict, verdictOf } from '@/lib/access/model/verdict'
import { DECISIONS } from '@/lib/iam/index'
import { cellCondition } from './cell-condition'
import type { CompiledAccess } from './compile-access'
import type { MatrixColumn } from './matrix-column'
import { gateOf } from './target-cells'
import { mayBeUnreadable } from './unreadable-policies'

/** Whether an open decision is open only because a policy could not be read. */
export function isUnreadable(
  access: CompiledAccess,
  principal: number,
  code: number,
  resource: string,
): boolean {
  if (code !== CONDITIONAL_CODE || !mayBeUnreadable(access)(principal)) return false
  return cellCondition(access, principal, resource).unreadable
}

/** The verdict behind one decision code; the engine is asked again only where something may be unread. */
export function cellVerdict(
  access: CompiledAccess,
  target: Target,
  column: MatrixColumn,
  principal: number,
  code: number,
): Verdict {
  const unreadable =
    code === CONDITIONAL_CODE &&
    isUnreadable(access, principal, code, connectArn(target, column.representativeName))
  return verdictOf(DECISIONS[code] ?? 'implicitDeny', gateOf(target, column), unreadable)
}
