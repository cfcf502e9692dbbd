import 'server-only'
import type { Inventory } from '@/lib/access/inventory'
import type { RemovalPlan, RemovalWay } from '@/lib/grants/removal/removal-plan'
import type { Operator } from '@/lib/operator/operator'
import { type AuditOutcome, appendAudit } from '@/lib/records/audit'
import type { StepsDone } from '@/lib/services/run-steps'

interface RemovalRecord extends Pick<StepsDone, 'done' | 'notDone'> {
  operator: Operator
  reason: string
  plan: RemovalPlan
  way: RemovalWay
  inventory: Inventory
}

const KEPT_CHANGES = 200

/** One entry with every document before and after, whatever came of it. */
export async function recordRemoval(record: RemovalRecord): Promise<string> {
  const { operator, reason, plan, way, inventory, done, notDone } = record
  const { wish } = plan
  const outcome: AuditOutcome = notDone.length === 0 ? 'done' : done.length === 0 ? 'failed' : 'partial'
  const { id } = await appendAudit({
    actor: operator.name,
    action: 'removeAccess',
    target: plan.target,
    targetRegion: wish.region,
    resourceId: wish.resourceId,
    databaseUser: wish.databaseUser,
    principal: plan.principal,
    reason,
    outcome,
    callerArn: inventory.callerArn,
    awsCalls: [
      ...done.map(({ title, requestId }) => ({ action: `iam:${title}`, requestId })),
      ...notDone.slice(0, 1).map(({ title }) => ({ action: `iam:${title}`, requestId: null })),
    ],
    before: documentsAt(way, 'before'),
    after: { ...documentsAt(way, 'after'), way: way.id, steps: [...done, ...notDone], digest: plan.digest },
    detail:
      outcome === 'done'
        ? `${way.label}.`
        : `${way.label}: ${done.length} of ${way.steps.length} steps were done.`,
    changes: way.effect.slice(0, KEPT_CHANGES).map(({ principal, databaseUser, target, before, after }) => ({
      principal,
      databaseUser,
      target,
      before,
      after,
    })),
  })
  return String(id)
}

/** One document as elsewhere in the log; several by their names. */
function documentsAt({ documents }: RemovalWay, when: 'before' | 'after') {
  const [only] = documents
  if (documents.length === 1 && only) return { policyName: only.policyName, document: only[when] }
  return { documents: documents.map(one => ({ policyName: one.policyName, document: one[when] })) }
}
