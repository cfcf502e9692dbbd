import { cellVerdict } from '@/lib/access/decide/cell-verdict'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import { indexOfPrincipal } from '@/lib/access/decide/principal-index'
import { isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import type { Principal } from '@/lib/access/model/principal'
import type { Target } from '@/lib/access/model/target'
import type { Verdict } from '@/lib/access/model/verdict'
import { batchesOf } from './column-batches'
import type { AffectedCell } from './finding'
import type { Steps } from './steps'

export function cellFacts(
  principal: Principal,
  target: Target,
  column: Pick<MatrixColumn, 'name'>,
): Omit<AffectedCell, 'before' | 'after'> {
  return {
    principalArn: principal.arn,
    principalLabel: principal.label,
    target: target.name,
    resourceId: target.resourceId,
    databaseUser: column.name,
    ...(isAsFarAsRead(principal) ? { asFarAsRead: true } : {}),
  }
}

export interface Cell {
  /** Its place among the principals that were asked about. */
  row: number
  principal: Principal
  target: Target
  column: MatrixColumn
  verdict: Verdict
}

/** Every cell of these principals on these targets in which IAM says anything. */
export function* cellsOf(
  access: CompiledAccess,
  principals: readonly Principal[],
  targets: readonly Target[],
): Steps<Cell[]> {
  const cells: Cell[] = []
  if (principals.length === 0) return cells
  const places = principals.map(({ arn }) => indexOfPrincipal(access, arn) ?? 0)
  for (const { parts, resources } of batchesOf(access, targets)) {
    const codes = yield* access.compiled.rows(places, resources)
    for (const { target, columns, from } of parts) {
      yield
      for (const [row, principal] of principals.entries()) {
        for (const [at, column] of columns.entries()) {
          const code = codes[row * resources.length + from + at] ?? 0
          if (code === 0) continue
          const verdict = cellVerdict(access, target, column, places[row] ?? 0, code)
          cells.push({ row, principal, target, column, verdict })
        }
      }
    }
  }
  return cells
}

/** Unchanged by any fix that can be worked out here. */
export function asAffected({ principal, target, column, verdict }: Cell): AffectedCell {
  return { ...cellFacts(principal, target, column), before: verdict, after: null }
}
