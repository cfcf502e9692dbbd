import 'server-only'
import type { Inventory } from '@/lib/access/inventory'
import type { Operator } from '@/lib/operator/operator'
import { type AuditOutcome, appendAudit } from '@/lib/records/audit'
import type { FixOrder } from '@/lib/services/fix-order'
import type { StepsDone } from '@/lib/services/run-steps'

interface FixRecord extends Pick<StepsDone, 'done' | 'notDone'> {
  operator: Operator
  reason: string
  order: FixOrder
  inventory: Inventory
}

const KEPT_CHANGES = 200

/** One entry with the document before and after, whatever came of it. */
export async function recordFix({ operator, reason, order, inventory, done, notDone }: FixRecord) {
  const { finding, fix, document, cells, digest } = order
  const [only] = finding.targets.length === 1 ? finding.targets : []
  const outcome: AuditOutcome = notDone.length === 0 ? 'done' : done.length === 0 ? 'failed' : 'partial'
  const record = await appendAudit({
    actor: operator.name,
    action: 'fixFinding',
    target: finding.targets.map(({ name }) => name).join(', ') || null,
    targetRegion: only?.region ?? null,
    resourceId: only?.resourceId ?? null,
    databaseUser: finding.subject.databaseUser ?? null,
    principal: finding.subject.label,
    reason,
    outcome,
    callerArn: inventory.callerArn,
    awsCalls: [
      ...done.map(({ title, requestId }) => ({ action: `iam:${title}`, requestId })),
      ...notDone.slice(0, 1).map(({ title }) => ({ action: `iam:${title}`, requestId: null })),
    ],
    before: { findingId: finding.id, policyName: document?.policyName, document: document?.before },
    after: { fix: fix.id, document: document?.after ?? null, steps: [...done, ...notDone], digest },
    detail:
      outcome === 'done'
        ? `${finding.title}: ${fix.label.toLowerCase()}.`
        : `${finding.title}: ${done.length} of ${done.length + notDone.length} steps were done.`,
    changes: (outcome === 'failed' ? [] : cells)
      .flatMap(({ principalLabel, databaseUser, target, before, after }) =>
        after === null ? [] : [{ principal: principalLabel, databaseUser, target, before, after }],
      )
      .slice(0, KEPT_CHANGES),
  })
  return String(record.id)
}
