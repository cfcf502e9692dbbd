import { isUsable } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import type { TargetCells } from '@/lib/access/decide/target-cells'
import { reaches, VERDICTS, type Verdict } from '@/lib/access/model/verdict'

export interface MatrixFilter {
  /** Keep rows that hold one of these somewhere. */
  verdicts?: Verdict[]
  /** In a principal's name or a database user's. */
  find?: string
  /** Fold identical rows; true unless said otherwise. */
  group?: boolean
  /** Also rows without any access. */
  showAll?: boolean
  /** Also the names that are answered like any other, after the last column and marked `folded`. */
  members?: boolean
}

/** Which principals and columns are shown, by index into the full cells. */
export interface MatrixView {
  principals: number[]
  columns: number[]
  /** Columns that add nothing to `any other user`; shown where it, or a pattern they match, is expanded. */
  folded: number[]
  /** By column of the full cells. */
  reach: number[]
  /** By verdict code, over the shown columns and every principal that `find` keeps. */
  counts: number[]
  hidden: number
}

const REACHES = VERDICTS.map(reaches)

/** Rows in which nothing is decided may be left out: they show no column. */
type ColumnCells = Pick<TargetCells, 'columns' | 'decisions' | 'verdicts'>

const isUnread = ({ verdicts }: ColumnCells, cell: number) => VERDICTS[verdicts[cell] ?? 0] === 'notEvaluated'

/** A name or pattern that nobody reaches otherwise than any other name adds nothing to look at. */
function addsNothing(full: ColumnCells, column: number): boolean {
  const { kind, iamReady, secondHop } = full.columns[column] ?? { kind: 'user', iamReady: true }
  if (kind === 'anyOther' || (kind === 'user' && iamReady !== null)) return false
  const width = full.columns.length
  // Behind a proxy, one name may get through where others do not.
  if (secondHop?.state !== full.columns[width - 1]?.secondHop?.state) return false
  for (let base = 0; base < full.decisions.length; base += width) {
    if (full.decisions[base + column] !== full.decisions[base + width - 1]) return false
    // One open decision may hang on a condition, another on a policy that cannot be read.
    if (isUnread(full, base + column) !== isUnread(full, base + width - 1)) return false
  }
  return true
}

function reachByColumn(full: ColumnCells): { reach: number[]; touched: boolean[] } {
  const width = full.columns.length
  const reach = new Array<number>(width).fill(0)
  const touched = new Array<boolean>(width).fill(false)
  for (let cell = 0; cell < full.verdicts.length; cell++) {
    const verdict = full.verdicts[cell] ?? 0
    if (verdict === 0) continue
    const column = cell % width
    touched[column] = true
    if (REACHES[verdict]) reach[column] = (reach[column] ?? 0) + 1
  }
  return { reach, touched }
}

const KIND_ORDER: Record<MatrixColumn['kind'], number> = { user: 0, missing: 2, pattern: 3, anyOther: 4 }

interface ColumnOrder {
  order: number[]
  folded: number[]
  reach: number[]
}

/** Users by reach, then those that cannot sign in by IAM, then names that only policies know, then patterns. */
function columnOrder(full: ColumnCells): ColumnOrder {
  const { reach, touched } = reachByColumn(full)
  const rank = (column: MatrixColumn) =>
    KIND_ORDER[column.kind] + (column.kind === 'user' && isUsable(column) === false ? 1 : 0)
  const scanned = (column: MatrixColumn) => column.kind === 'user' && column.iamReady !== null
  const wanted = full.columns
    .map((column, at) => ({ column, at }))
    .filter(({ column, at }) => scanned(column) || touched[at])
    .sort(
      (a, b) =>
        rank(a.column) - rank(b.column) ||
        (reach[b.at] ?? 0) - (reach[a.at] ?? 0) ||
        (a.column.name < b.column.name ? -1 : 1),
    )
    .map(({ at }) => at)
  const dull = new Set(wanted.filter(at => addsNothing(full, at)))
  return { order: wanted.filter(at => !dull.has(at)), folded: [...dull], reach }
}

/** Columns of the matrix, by index, before anybody looks for one. */
export function shownColumns(cells: ColumnCells): number[] {
  return columnOrder(cells).order
}

const orders = new WeakMap<TargetCells, ColumnOrder>()

function orderOf(full: TargetCells) {
  const known = orders.get(full) ?? columnOrder(full)
  orders.set(full, known)
  return known
}

export function chooseView(access: CompiledAccess, full: TargetCells, filter: MatrixFilter): MatrixView {
  const { order, folded, reach } = orderOf(full)
  const find = filter.find?.trim().toLowerCase() ?? ''
  const found = find ? order.filter(at => full.columns[at]?.name.toLowerCase().includes(find)) : []
  const columns = found.length > 0 ? found : order
  const wanted =
    filter.verdicts && filter.verdicts.length > 0
      ? VERDICTS.map(verdict => filter.verdicts?.includes(verdict))
      : null
  const counts = VERDICTS.map(() => 0)
  const principals: number[] = []
  let hidden = 0
  access.inventory.principals.forEach((principal, index) => {
    const named =
      !find ||
      principal.label.toLowerCase().includes(find) ||
      principal.description?.toLowerCase().includes(find)
    if (!named && found.length === 0) return
    const codes = columns.map(column => full.verdicts[index * full.columns.length + column] ?? 0)
    const empty = codes.every(code => code === 0)
    if (empty && !(filter.showAll && named)) {
      if (named) hidden++
      return
    }
    for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
    if (!wanted || codes.some(code => wanted[code])) principals.push(index)
  })
  return { principals, columns, folded, reach, counts, hidden }
}
