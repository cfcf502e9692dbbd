import { columnFor } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import { findPrincipal } from '@/lib/access/decide/principal-index'
import type { Principal } from '@/lib/access/model/principal'
import { connectArn, type Target } from '@/lib/access/model/target'
import type { Verdict } from '@/lib/access/model/verdict'
import { findTarget } from '@/lib/access/reading/find-target'
import type { Evaluation, PolicySource, Reason } from '@/lib/iam/index'
import { judgeCell } from '../effect'
import type { RemovalWish } from './removal-wish'

/** A policy that lets the cell through, with every way in which the principal holds it. */
export interface AllowingPolicy {
  source: PolicySource
  reasons: Reason[]
  direct: boolean
  groups: string[]
}

/** The cell that is to end, judged. */
export interface RemovalCell {
  access: CompiledAccess
  target: Target
  principal: Principal
  column: MatrixColumn
  resource: string
  verdict: Verdict
  evaluation: Evaluation
  /** Empty where IAM does not let it through: there is nothing to take away. */
  allowing: AllowingPolicy[]
}

export function removalCell(access: CompiledAccess, wish: Omit<RemovalWish, 'way'>): RemovalCell {
  const target = findTarget(access.inventory, wish)
  const { principal, index } = findPrincipal(access, wish.principalArn)
  const column = columnFor(access, target, wish.databaseUser)
  const resource = connectArn(target, column.representativeName)
  const evaluation = access.compiled.explain(index, resource)
  const { verdict } = judgeCell(access, target, column, index)
  const open = evaluation.decision === 'allowed' || evaluation.decision === 'conditional'
  const allowing = open ? allowingPolicies(access, principal, evaluation) : []
  return { access, target, principal, column, resource, verdict, evaluation, allowing }
}

/** All that allow, not only the first: each of them is enough on its own. */
function allowingPolicies(
  { inventory }: CompiledAccess,
  { policies: { identity } }: Principal,
  { reasons }: Evaluation,
): AllowingPolicy[] {
  const found = new Map<string, Map<number, Reason>>()
  for (const reason of reasons) {
    if (reason.effect !== 'Allow' || reason.layer !== 'identity') continue
    const known = found.get(reason.policyId) ?? new Map<number, Reason>()
    found.set(reason.policyId, known.set(reason.statementIndex, reason))
  }
  return [...found].flatMap(([policyId, byStatement]) => {
    const source = inventory.policies.find(policy => policy.id === policyId)
    if (!source) return []
    const held = identity.filter(item => item.policyId === policyId)
    return [
      {
        source,
        reasons: [...byStatement.values()],
        direct: held.some(item => item.viaGroup === null),
        groups: [...new Set(held.flatMap(item => item.viaGroup ?? []))],
      },
    ]
  })
}
