import 'server-only'
import type { Inventory } from '@/lib/access/inventory'
import type { GrantPlan } from '@/lib/grants/grant-plan'
import type { Operator } from '@/lib/operator/operator'
import { type AuditOutcome, appendAudit } from '@/lib/records/audit'

interface GrantRecord {
  operator: Operator
  reason: string
  plan: GrantPlan
  inventory: Inventory
  done: { title: string; subject: string; requestId: string | null }[]
  notDone: { title: string; subject: string; error: string }[]
}

const keptChanges = 200

/** One entry with the document before and after, whatever came of it. */
export async function recordGrant({
  operator,
  reason,
  plan,
  inventory,
  done,
  notDone,
}: GrantRecord): Promise<string> {
  const targets = plan.intent.connections.map(({ resourceId }) =>
    inventory.targets.find(target => target.resourceId === resourceId),
  )
  const [only] = targets.length === 1 ? targets : []
  const users = [...new Set(plan.intent.connections.flatMap(connection => connection.databaseUsers))]
  const record = await appendAudit({
    actor: operator.name,
    action: 'grantAccess',
    target: targets.map(target => target?.name ?? '').join(', '),
    targetRegion: only?.region ?? null,
    resourceId: only?.resourceId ?? null,
    databaseUser: users.join(', '),
    principal: plan.intent.principals.map(arn => arn.split(':').at(-1)).join(', '),
    reason,
    outcome: outcomeOf(done.length, notDone.length),
    callerArn: inventory.callerArn,
    awsCalls: done.map(({ title, requestId }) => ({ action: `iam:${title}`, requestId })),
    before: plan.before ? { policyName: plan.before.policyName, document: plan.before.text } : null,
    after: { document: plan.documentText, steps: [...done, ...notDone], digest: plan.digest },
    detail: sentence(plan, done.length, notDone.length),
    changes: plan.effect.slice(0, keptChanges).map(({ principal, databaseUser, target, before, after }) => ({
      principal,
      databaseUser,
      target,
      before,
      after,
    })),
  })
  return String(record.id)
}

function outcomeOf(done: number, notDone: number): AuditOutcome {
  if (notDone === 0) return 'done'
  return done === 0 ? 'failed' : 'partial'
}

function sentence({ counts, steps }: GrantPlan, done: number, notDone: number): string {
  if (notDone > 0) return `${done} of ${steps.length} steps were done; the rest were not.`
  const later = counts.wakesLater > 0 ? `, ${counts.wakesLater} dormant` : ''
  return `${counts.added} new connections${later}.`
}
