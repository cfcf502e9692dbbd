import type { MatrixView } from '@/components/matrix/matrix-lines'
import type { Matrix } from '@/lib/access/matrix/matrix'

const present = <T>(item: T | undefined): T[] => (item === undefined ? [] : [item])

/** The part of an answer that find text and chips leave on screen, in the same order. */
export function viewedMatrix(matrix: Matrix, view: MatrixView): Matrix {
  const rows = [...new Set(view.lines.map(line => line.row))]
  const width = matrix.columns.length
  const pick = (codes: Uint8Array) =>
    Uint8Array.from(rows.flatMap(row => view.columns.map(column => codes[row * width + column] ?? 0)))
  return {
    ...matrix,
    columns: view.columns.flatMap(column => present(matrix.columns[column])),
    columnReach: view.columns.map(column => matrix.columnReach[column] ?? 0),
    rows: rows.flatMap(row => present(matrix.rows[row])),
    cells: pick(matrix.cells),
    hints: pick(matrix.hints),
    counts: view.counts,
  }
}
