import type { PrincipalGroup } from '@/lib/access/model/principal'
import { VERDICTS, type Verdict } from '@/lib/access/model/verdict'
import { arrangeColumns, type ColumnOrder } from './arrange-columns'
import { type MatrixData, shortName } from './matrix-data'

/** One line of the grid: a row of the answer, or one principal of a row that was opened. */
export interface Line {
  row: number
  /** Index into the row's principals; null for the row itself. */
  member: number | null
}

export interface Section {
  group: PrincipalGroup
  principals: number
  /** Lines `start` (included) to `end` (excluded). */
  start: number
  end: number
}

export interface MatrixView extends ColumnOrder {
  lines: Line[]
  sections: Section[]
  /** False: every principal stands on a line of its own. */
  grouped: boolean
  /** Rows that the find text leaves, before the chips are applied. */
  foundRows: number[]
  /** Cells in view by verdict, before the chips are applied. A folded row counts once per principal. */
  counts: Record<Verdict, number>
  /** Principals that the chips drop. */
  dropped: number
  principals: number
}

export interface ViewOptions {
  hide: ReadonlySet<Verdict>
  find: string
  /** False: every folded row is open. */
  grouped: boolean
  /** First principals of the folded rows that are open. */
  opened: ReadonlySet<string>
  /** Names of the pattern columns whose members stand behind them. */
  expanded: ReadonlySet<string>
}

const GROUPS: PrincipalGroup[] = ['people', 'workloads', 'iamUsers']

/** What the find box means: principals when any matches, else database users, else nothing. */
export function findMatches(data: MatrixData, find: string): { rows: number[]; columns: number[] } {
  const rows = data.rows.map((_, index) => index)
  const all = data.columns.map((_, index) => index)
  const columns = all.filter(index => !data.columns[index]?.folded)
  const needle = find.trim().toLowerCase()
  if (!needle) return { rows, columns }
  const has = (text: string) => text.toLowerCase().includes(needle)
  const foundRows = rows.filter(index => {
    const row = data.rows[index]
    return row && (has(row.label) || row.principals.some(arn => has(shortName(arn))))
  })
  const foundColumns = all.filter(index => has(data.columns[index]?.name ?? ''))
  if (foundRows.length > 0 && foundColumns.length > 0) return { rows, columns: foundColumns }
  return foundRows.length > 0 ? { rows: foundRows, columns } : { rows, columns: foundColumns }
}

function verdictMask(data: MatrixData, row: number, columns: readonly number[]): number {
  const start = row * data.columns.length
  let mask = 0
  for (const column of columns) mask |= 1 << ((data.cells[start + column] ?? 0) & 7)
  return mask
}

export function countCells(data: MatrixData, rows: readonly number[], columns: readonly number[]) {
  const byCode = new Array<number>(8).fill(0)
  for (const row of rows) {
    const weight = data.rows[row]?.principals.length ?? 1
    const start = row * data.columns.length
    for (const column of columns) {
      const code = (data.cells[start + column] ?? 0) & 7
      byCode[code] = (byCode[code] ?? 0) + weight
    }
  }
  const entries = VERDICTS.map((verdict, code) => [verdict, byCode[code] ?? 0] as const)
  return Object.fromEntries(entries) as Record<Verdict, number>
}

const shownMask = (hide: ReadonlySet<Verdict>) =>
  VERDICTS.reduce((mask, verdict, code) => (hide.has(verdict) || code === 0 ? mask : mask | (1 << code)), 0)

function linesOf(data: MatrixData, row: number, options: ViewOptions): Line[] {
  const principals = data.rows[row]?.principals ?? []
  const members = principals.map((_, member) => ({ row, member }))
  if (principals.length < 2) return [{ row, member: null }]
  if (!options.grouped) return members
  return options.opened.has(principals[0] ?? '')
    ? [{ row, member: null }, ...members]
    : [{ row, member: null }]
}

/** Find, then chips, then folding: everything that is on screen, in order. */
export function buildView(data: MatrixData, options: ViewOptions): MatrixView {
  const found = findMatches(data, options.find)
  const narrowed = found.columns.length !== data.columns.filter(column => !column.folded).length
  const order = arrangeColumns(data, found.columns, options.expanded)
  const keep = shownMask(options.hide)
  const kept = found.rows.filter(row => {
    const mask = verdictMask(data, row, order.columns)
    if (mask & keep) return true
    return !narrowed && options.hide.size === 0
  })
  const lines: Line[] = []
  const sections: Section[] = []
  for (const group of GROUPS) {
    const start = lines.length
    let principals = 0
    for (const row of kept) {
      if (data.rows[row]?.group !== group) continue
      principals += data.rows[row]?.principals.length ?? 0
      for (const line of linesOf(data, row, options)) lines.push(line)
    }
    if (lines.length > start) sections.push({ group, principals, start, end: lines.length })
  }
  const sum = (rows: number[]) =>
    rows.reduce((total, row) => total + (data.rows[row]?.principals.length ?? 0), 0)
  return {
    lines,
    sections,
    grouped: options.grouped,
    ...order,
    foundRows: found.rows,
    counts: countCells(data, found.rows, order.columns),
    dropped: sum(found.rows) - sum(kept),
    principals: sum(kept),
  }
}

/** The principal a line stands for: its own, or the first of a folded row (their access is identical). */
export function principalOf(data: MatrixData, line: Line): string {
  return data.rows[line.row]?.principals[line.member ?? 0] ?? ''
}

/** The line that shows a principal: its own when open, else the folded row that holds it. */
export function lineOf(data: MatrixData, view: MatrixView, principalArn: string): number {
  const own = view.lines.findIndex(line => {
    const principals = data.rows[line.row]?.principals
    if (!principals) return false
    return line.member === null
      ? principals.length === 1 && principals[0] === principalArn
      : principals[line.member] === principalArn
  })
  if (own >= 0) return own
  return view.lines.findIndex(
    line => line.member === null && data.rows[line.row]?.principals.includes(principalArn),
  )
}

/** On a phone one database user is looked at: the one asked for, else the first. */
export function pickedColumn(data: MatrixData, view: MatrixView, as: string | null): number {
  const picked = data.columns.findIndex(column => column.name === as)
  return picked >= 0 ? picked : (view.columns[0] ?? 0)
}
