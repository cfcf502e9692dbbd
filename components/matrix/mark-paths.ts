import { columnOffset, type Density, type Sizes } from './geometry'
import { cellCode, hintOf, type MatrixData, verdictOf } from './matrix-data'
import type { MatrixView } from './matrix-lines'

/** One path for all marks of a kind in a line; `half` is the filled side of a conditional mark. */
export type MarkKind =
  | 'noAccess'
  | 'canConnect'
  | 'conditional'
  | 'half'
  | 'dormant'
  | 'denied'
  | 'notEvaluated'
  | 'hint'

export type MarkPaths = Partial<Record<MarkKind, string>>

/** Side of the box that a mark is drawn in; the shapes below are drawn for 14 px. */
export const MARK_BOX: Record<Density, number> = { comfortable: 13, dense: 11 }

type Shape = (x: number, y: number, scale: number) => string

const round = (value: number) => Math.round(value * 100) / 100
const at = (x: number, y: number) => `M${round(x)} ${round(y)}`

/** A dot is a line of no length with a round end. */
const dot: Shape = (x, y) => `${at(x, y)}h0`

function ring(x: number, y: number, radius: number): string {
  const r = round(radius)
  return `${at(x - radius, y)}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0`
}

function leftHalf(x: number, y: number, radius: number): string {
  const r = round(radius)
  return `${at(x, y - radius)}a${r} ${r} 0 0 0 0 ${2 * r}z`
}

function cross(x: number, y: number, scale: number): string {
  const reach = round(3.6 * scale)
  const side = 2 * reach
  return `${at(x - reach, y - reach)}l${side} ${side}m0 ${-side}l${-side} ${side}`
}

function question(x: number, y: number, scale: number): string {
  const n = (value: number) => round(value * scale)
  const hook = `a${n(2)} ${n(2)} 0 1 1 ${n(3.1)} ${n(1.7)}c${n(-0.8)} ${n(0.5)} ${n(-1.1)} ${n(0.9)} ${n(-1.1)} ${n(1.7)}`
  return `${at(x - 2 * scale, y - 1.8 * scale)}${hook}${dot(x, y + 3.8 * scale, scale)}`
}

const HINT_SHAPES: Record<'mfa' | 'date' | 'other', Shape> = {
  mfa: (x, y) => `${ring(x + 2.9, y + 6.1, 1.8)}${at(x + 4.3, y + 4.7)}l3.6-3.6m-1.3 1.3l1.2 1.2`,
  date: (x, y) => `${ring(x + 4.5, y + 4.5, 3.6)}${at(x + 4.5, y + 2.6)}v2l1.3 .9`,
  other: (x, y) => `${ring(x + 1.9, y + 4.5, 1)}${ring(x + 7.1, y + 4.5, 1)}${at(x + 2.9, y + 4.5)}h3.2`,
}

interface Row {
  data: MatrixData
  view: MatrixView
  row: number
  sizes: Sizes
  density: Density
}

/** Every mark of a line, drawn with a handful of nodes however many columns there are. */
export function markPaths({ data, view, row, sizes, density }: Row): MarkPaths {
  const paths: MarkPaths = {}
  const add = (kind: MarkKind, path: string) => {
    paths[kind] = (paths[kind] ?? '') + path
  }
  const scale = MARK_BOX[density] / 14
  const y = (sizes.row - 1) / 2
  view.columns.forEach((column, position) => {
    const code = cellCode(data, row, column)
    if (code === 0 && density === 'dense') return
    const left = columnOffset(position, view.firstPattern, sizes)
    const x = left + sizes.column / 2
    const verdict = verdictOf(code)
    if (verdict === 'conditional') {
      add('conditional', ring(x, y, 4.1 * scale))
      add('half', leftHalf(x, y, 4.1 * scale))
    } else if (verdict === 'denied') add('denied', cross(x, y, scale))
    else if (verdict === 'dormant') add('dormant', ring(x, y, 4.1 * scale))
    else if (verdict === 'notEvaluated') add('notEvaluated', question(x, y, scale))
    else add(verdict, dot(x, y, scale))
    const hint = hintOf(code)
    if (hint && density === 'comfortable') add('hint', HINT_SHAPES[hint](left + sizes.column - 9.5, 2, 1))
  })
  return paths
}
