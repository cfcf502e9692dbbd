import { type MatrixData, packCells } from '@/components/matrix/matrix-data'
import type { Matrix } from '@/lib/access/matrix/matrix'

/** The answer as it crosses to the browser: one byte a cell. */
export function matrixDataOf(matrix: Matrix): MatrixData {
  return {
    columns: matrix.columns.map((column, index) => ({ ...column, reach: matrix.columnReach[index] ?? 0 })),
    rows: matrix.rows,
    cells: packCells(matrix.cells, matrix.hints),
    hiddenPrincipals: matrix.hiddenPrincipals,
    totalPrincipals: matrix.totalPrincipals,
    policiesUnread: matrix.policiesUnread,
    scpsReadAt: matrix.scpsReadAt,
    databaseReadAt: matrix.databaseRead?.at ?? null,
    asFarAsRead: matrix.asFarAsRead,
    askedAt: matrix.askedAt,
    asOf: matrix.asOf,
  }
}
