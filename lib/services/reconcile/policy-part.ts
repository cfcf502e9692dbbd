import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import { displayText } from '@/lib/iam/index'
import type { ChangePart } from '@/lib/services/changes/change'
import { documentsAt } from '@/lib/services/changes/part-entry'
import type { FreshMend } from '@/lib/services/reconcile/mends-now'

/** A policy whose grants name other users from now on, or fewer, as it is carried out and recorded. */
export function policyPart(
  { policy, mends, worked, change, steps, cells }: FreshMend,
  { targets }: Inventory,
  { reason, digest }: { reason: string; digest: string },
): ChangePart {
  const { name, text } = policy.source
  const nameOf = (id: string) => targets.find(({ resourceId }) => resourceId === id)?.name ?? id
  const told = mends.map(
    ({ databaseUser, to, resourceId }) =>
      `${to === null ? `no more ${databaseUser}` : `${to} instead of ${databaseUser}`} on ${nameOf(resourceId)}`,
  )
  const after = change?.after ?? null
  const document = {
    policyName: name,
    before: displayText(text),
    after: after === null ? null : displayText(after),
  }
  const [only] = mends.length === 1 ? mends : []
  return {
    steps,
    entry: {
      action: mends.some(({ to }) => to !== null) ? 'grantAccess' : 'removeAccess',
      target: [...new Set(mends.map(({ resourceId }) => nameOf(resourceId)))].join(', '),
      targetRegion: targets.find(({ resourceId }) => resourceId === only?.resourceId)?.region ?? null,
      resourceId: only?.resourceId ?? null,
      databaseUser: only?.databaseUser ?? null,
      principal: name,
      reason,
      before: documentsAt([document], 'before'),
      after: { ...documentsAt([document], 'after'), digest },
    },
    cells: () =>
      cells.flatMap(({ principalLabel, databaseUser, target, before, after: is }) =>
        is === null ? [] : [{ principal: principalLabel, databaseUser, target, before, after: is }],
      ),
    detail: `${name} names ${told.join('; ')}.`,
    label: worked?.fix.label ?? name,
    settles: 'done',
  }
}
