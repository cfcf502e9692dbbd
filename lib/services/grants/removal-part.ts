import 'server-only'
import type { RemovalPlan, RemovalWay } from '@/lib/grants/removal/removal-plan'
import type { ChangePart } from '@/lib/services/changes/change'
import { cellsOf, documentsAt } from '@/lib/services/changes/part-entry'

/** A removal as it is carried out and recorded, with every document before and after. */
export function removalPart(plan: RemovalPlan, way: RemovalWay, reason: string): ChangePart {
  const { wish } = plan
  return {
    steps: way.steps,
    entry: {
      action: 'removeAccess',
      target: plan.target,
      targetRegion: wish.region,
      resourceId: wish.resourceId,
      databaseUser: wish.databaseUser,
      principal: plan.principal,
      reason,
      before: documentsAt(way.documents, 'before'),
      after: { ...documentsAt(way.documents, 'after'), way: way.id, digest: plan.digest },
    },
    cells: () => cellsOf(way.effect),
    detail: `${way.label}.`,
    label: way.label,
    settles: 'done',
  }
}
