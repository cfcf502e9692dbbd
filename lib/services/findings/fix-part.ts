import 'server-only'
import type { AffectedCell } from '@/lib/findings/finding'
import type { ChangedCell, ChangePart, PartReceipt } from '@/lib/services/changes/change'
import type { WorkedOutFix } from '@/lib/services/findings/work-out-fix'

/** A fix as it is carried out and recorded, with the document before and after. */
export function fixPart(
  order: WorkedOutFix,
  reason: string,
  cells: (earlier: readonly PartReceipt[]) => Promise<AffectedCell[]> | AffectedCell[] = () => order.cells,
): ChangePart {
  const { finding, fix, document, steps, digest } = order
  const [only] = finding.targets.length === 1 ? finding.targets : []
  return {
    steps,
    entry: {
      action: 'fixFinding',
      target: finding.targets.map(({ name }) => name).join(', ') || null,
      targetRegion: only?.region ?? null,
      resourceId: only?.resourceId ?? null,
      databaseUser: finding.subject.databaseUser ?? null,
      principal: finding.subject.label,
      reason,
      before: { findingId: finding.id, policyName: document?.policyName, document: document?.before },
      after: { fix: fix.id, document: document?.after ?? null, digest },
    },
    cells: async earlier => changedCells(await cells(earlier)),
    detail: `${finding.title}: ${fix.label.toLowerCase()}.`,
    label: finding.title,
    settles: 'done',
  }
}

function changedCells(cells: readonly AffectedCell[]): ChangedCell[] {
  return cells.flatMap(({ principalLabel, databaseUser, target, before, after }) =>
    after === null ? [] : [{ principal: principalLabel, databaseUser, target, before, after }],
  )
}
