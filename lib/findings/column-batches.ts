import { columnsOf } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import { connectArn, type Target } from '@/lib/access/model/target'

/** One target's place among the columns that are decided together. */
export interface BatchPart {
  target: Target
  columns: MatrixColumn[]
  from: number
}

export interface ColumnBatch {
  parts: BatchPart[]
  resources: string[]
}

/** The engine decides 32 columns at a time: asked target by target it would mostly run empty. */
const BATCH = 1024

export function batchesOf(access: CompiledAccess, targets: readonly Target[]): ColumnBatch[] {
  const groups: BatchPart[][] = []
  let width = BATCH
  for (const target of targets) {
    const columns = columnsOf(access, target)
    if (width + columns.length > BATCH) {
      groups.push([])
      width = 0
    }
    groups.at(-1)?.push({ target, columns, from: width })
    width += columns.length
  }
  return groups.map(parts => ({
    parts,
    resources: parts.flatMap(({ target, columns }) =>
      columns.map(column => connectArn(target, column.representativeName)),
    ),
  }))
}
