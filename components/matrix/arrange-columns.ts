import type { MatrixData } from './matrix-data'

export interface ColumnOrder {
  /** Indexes into the data's columns, in order. */
  columns: number[]
  /** Position of the first pattern column: a gap stands before it. */
  firstPattern: number
  /** For columns that stand behind an expanded pattern: the index of that pattern. */
  patternOf: ReadonlyMap<number, number>
}

export function isPattern(data: MatrixData, index: number): boolean {
  const kind = data.columns[index]?.kind
  return kind === 'pattern' || kind === 'anyOther'
}

/** An expanded pattern fetches its members behind it; each column stands in one place only. */
export function arrangeColumns(
  data: MatrixData,
  found: readonly number[],
  expanded: ReadonlySet<string>,
): ColumnOrder {
  const byName = new Map(data.columns.map((column, index) => [column.name, index]))
  const findable = new Set(found)
  const patternOf = new Map<number, number>()
  for (const pattern of found) {
    const { name, members } = data.columns[pattern] ?? { name: '', members: [] }
    if (!isPattern(data, pattern) || !expanded.has(name)) continue
    for (const member of members) {
      const index = byName.get(member)
      const present = index !== undefined && (findable.has(index) || data.columns[index]?.folded)
      if (present && !patternOf.has(index)) patternOf.set(index, pattern)
    }
  }
  const columns = found.flatMap(index => {
    if (patternOf.has(index)) return []
    return [index, ...[...patternOf].flatMap(([member, pattern]) => (pattern === index ? [member] : []))]
  })
  const first = columns.findIndex(index => isPattern(data, index))
  return { columns, firstPattern: first < 0 ? columns.length : first, patternOf }
}

/** The pattern that a column stands for or behind, when it has members to show; null: nothing to expand. */
export function expandable(data: MatrixData, order: ColumnOrder, column: number): number | null {
  const pattern = order.patternOf.get(column) ?? column
  return isPattern(data, pattern) && (data.columns[pattern]?.members.length ?? 0) > 0 ? pattern : null
}
