import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Verdict } from '@/lib/access/model/verdict'
import { formatCount } from '@/lib/format'
import type { GrantPlan } from '@/lib/grants/grant-plan'
import { writtenNames } from '@/lib/grants/written/written-names'
import type { ChangePart } from '@/lib/services/changes/change'
import { cellsOf } from '@/lib/services/changes/part-entry'

/** A grant as it is carried out and recorded, with the document before and after. */
export function grantPart(plan: GrantPlan, inventory: Inventory, reason: string): ChangePart {
  const { intent, steps, effect } = plan
  const { targetIds, users } = touched(plan)
  const targets = targetIds.map(resourceId =>
    inventory.targets.find(target => target.resourceId === resourceId),
  )
  const [only] = targets.length === 1 ? targets : []
  const action = actionOf(plan)
  return {
    steps,
    entry: {
      action,
      target: inBrief(targets.map((target, at) => target?.name ?? targetIds[at] ?? '')),
      targetRegion: only?.region ?? null,
      resourceId: only?.resourceId ?? null,
      databaseUser: inBrief(users),
      principal: intent.principals.map(arn => arn.split(':').at(-1)).join(', '),
      reason,
      before: plan.before ? { policyName: plan.before.policyName, document: plan.before.text } : null,
      after: { document: plan.documentText, digest: plan.digest },
    },
    cells: () => cellsOf(effect),
    detail: detailOf(plan),
    label: LABELS[action],
    settles: 'done',
  }
}

function detailOf({ intent, effect, counts, patterns }: GrantPlan): string {
  if (intent.document !== undefined && effect.length === 0)
    return 'No connection changes on the targets that were read.'
  const later = counts.wakesLater > 0 ? `, ${counts.wakesLater} dormant` : ''
  const taken = counts.removed > 0 ? `, ${counts.removed} taken away` : ''
  const wide = patterns.opened > 0 ? `, ${formatCount(patterns.opened, 'pattern')}` : ''
  return `${formatCount(counts.added, 'new connection')}${wide}${taken}${later}.`
}

const LABELS = {
  grantAccess: 'Grant access',
  changeAccess: 'Change access',
  removeAccess: 'Remove access',
} as const

/** A text that somebody wrote is recorded as what it did; the form only grants. */
function actionOf({ intent, effect }: GrantPlan): keyof typeof LABELS {
  if (intent.document === undefined) return 'grantAccess'
  if (effect.length > 0 && effect.every(({ after }) => isNo(after))) return 'removeAccess'
  return effect.length > 0 && effect.every(({ before }) => isNo(before)) ? 'grantAccess' : 'changeAccess'
}

/** Not even once the target lets somebody in. */
const isNo = (verdict: Verdict) => verdict === 'noAccess' || verdict === 'denied'

/** A text that somebody wrote may change more than it names, and name what is not there. */
function touched({ intent: { connections, document }, effect }: GrantPlan) {
  const more = document === undefined ? [] : effect
  const written = document === undefined ? { targetIds: [], users: [] } : writtenNames(document)
  const named = connections.map(({ resourceId }) => resourceId)
  return {
    targetIds: [...new Set([...named, ...more.map(({ resourceId }) => resourceId), ...written.targetIds])],
    users: [
      ...new Set([
        ...connections.flatMap(({ databaseUsers }) => databaseUsers),
        ...more.map(({ databaseUser }) => databaseUser),
        ...written.users,
      ]),
    ],
  }
}

const NAMED = 100

/** The form names fewer; a wide text may touch all that there is, which the entry's cells tell one by one. */
const inBrief = (names: readonly string[]) =>
  [...names.slice(0, NAMED), ...(names.length > NAMED ? [`${names.length - NAMED} more`] : [])].join(', ')
