import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import { formatCount } from '@/lib/format'
import type { GrantPlan } from '@/lib/grants/grant-plan'
import type { ChangePart } from '@/lib/services/changes/change'
import { cellsOf } from '@/lib/services/changes/part-entry'

/** A grant as it is carried out and recorded, with the document before and after. */
export function grantPart(plan: GrantPlan, inventory: Inventory, reason: string): ChangePart {
  const { intent, steps, effect, counts } = plan
  const { targetIds, users } = touched(plan)
  const targets = targetIds.map(resourceId =>
    inventory.targets.find(target => target.resourceId === resourceId),
  )
  const [only] = targets.length === 1 ? targets : []
  const later = counts.wakesLater > 0 ? `, ${counts.wakesLater} dormant` : ''
  const taken = counts.removed > 0 ? `, ${counts.removed} taken away` : ''
  return {
    steps,
    entry: {
      action: 'grantAccess',
      target: inBrief(targets.map(target => target?.name ?? '')),
      targetRegion: only?.region ?? null,
      resourceId: only?.resourceId ?? null,
      databaseUser: inBrief(users),
      principal: intent.principals.map(arn => arn.split(':').at(-1)).join(', '),
      reason,
      before: plan.before ? { policyName: plan.before.policyName, document: plan.before.text } : null,
      after: { document: plan.documentText, digest: plan.digest },
    },
    cells: () => cellsOf(effect),
    detail: `${formatCount(counts.added, 'new connection')}${taken}${later}.`,
    label: 'Grant access',
    settles: 'done',
  }
}

/** A text that somebody wrote may change more than it names. */
function touched({ intent: { connections, document }, effect }: GrantPlan) {
  const more = document === undefined ? [] : effect
  const named = connections.map(({ resourceId }) => resourceId)
  return {
    targetIds: [...new Set([...named, ...more.map(({ resourceId }) => resourceId)])],
    users: [
      ...new Set([
        ...connections.flatMap(({ databaseUsers }) => databaseUsers),
        ...more.map(({ databaseUser }) => databaseUser),
      ]),
    ],
  }
}

const NAMED = 100

/** The form names fewer; a wide text may touch all that there is, which the entry's cells tell one by one. */
const inBrief = (names: readonly string[]) =>
  [...names.slice(0, NAMED), ...(names.length > NAMED ? [`${names.length - NAMED} more`] : [])].join(', ')
