'use client'
import { useEffect, useRef, useState } from 'react'
import type { MatrixData } from './matrix-data'

/** Above this the comparison would cost more than it tells. */
const MOST_CELLS = 200_000
const SHOWN_MS = 1300

/** Which columns changed, by row index, since the last reading. Empty on the first one and after a moment. */
export function changedCells(before: MatrixData, after: MatrixData): Map<number, Set<number>> {
  const changed = new Map<number, Set<number>>()
  const width = after.columns.length
  if (after.cells.length > MOST_CELLS || before.cells.length > MOST_CELLS) return changed
  const rowOf = new Map(before.rows.flatMap((row, index) => row.principals.map(arn => [arn, index] as const)))
  const columnOf = new Map(before.columns.map((column, index) => [column.name, index]))
  after.rows.forEach((row, index) => {
    const oldRow = rowOf.get(row.principals[0] ?? '')
    for (let column = 0; column < width; column++) {
      const oldColumn = columnOf.get(after.columns[column]?.name ?? '')
      const old =
        oldRow === undefined || oldColumn === undefined
          ? 0
          : (before.cells[oldRow * before.columns.length + oldColumn] ?? 0)
      if ((after.cells[index * width + column] ?? 0) === old) continue
      const set = changed.get(index) ?? new Set<number>()
      changed.set(index, set.add(column))
    }
  })
  return changed
}

const NONE: ReadonlyMap<number, ReadonlySet<number>> = new Map()

/** Cells never blink: what changed with a refresh fades once. */
export function useChangedCells(data: MatrixData): ReadonlyMap<number, ReadonlySet<number>> {
  const last = useRef(data)
  const [changed, setChanged] = useState(NONE)
  useEffect(() => {
    if (last.current === data) return
    const same = last.current.asOf === data.asOf && last.current.askedAt === data.askedAt
    const next = same ? NONE : changedCells(last.current, data)
    last.current = data
    setChanged(next)
    const timer = setTimeout(() => setChanged(NONE), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [data])
  return changed
}
