import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import { formatCount } from '@/lib/format'
import type { GrantPlan } from '@/lib/grants/grant-plan'
import type { ChangePart } from '@/lib/services/changes/change'
import { cellsOf } from '@/lib/services/changes/part-entry'

/** A grant as it is carried out and recorded, with the document before and after. */
export function grantPart(plan: GrantPlan, inventory: Inventory, reason: string): ChangePart {
  const { intent, steps, effect, counts } = plan
  const targets = intent.connections.map(({ resourceId }) =>
    inventory.targets.find(target => target.resourceId === resourceId),
  )
  const [only] = targets.length === 1 ? targets : []
  const users = [...new Set(intent.connections.flatMap(connection => connection.databaseUsers))]
  const later = counts.wakesLater > 0 ? `, ${counts.wakesLater} dormant` : ''
  return {
    steps,
    entry: {
      action: 'grantAccess',
      target: targets.map(target => target?.name ?? '').join(', '),
      targetRegion: only?.region ?? null,
      resourceId: only?.resourceId ?? null,
      databaseUser: users.join(', '),
      principal: intent.principals.map(arn => arn.split(':').at(-1)).join(', '),
      reason,
      before: plan.before ? { policyName: plan.before.policyName, document: plan.before.text } : null,
      after: { document: plan.documentText, digest: plan.digest },
    },
    cells: () => cellsOf(effect),
    detail: `${formatCount(counts.added, 'new connection')}${later}.`,
    label: 'Grant access',
    settles: 'done',
  }
}
