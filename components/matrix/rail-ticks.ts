import { VERDICTS, type Verdict } from '@/lib/access/model/verdict'
import { lineTop, type Sizes } from './geometry'
import type { MatrixData } from './matrix-data'
import type { MatrixView } from './matrix-lines'

/** The first of these that a line holds is what its tick says. */
const TICKS = ['denied', 'dormant', 'conditional'] as const
export type Tick = (typeof TICKS)[number]

function tickOf(data: MatrixData, view: MatrixView, row: number): Tick | null {
  const start = row * data.columns.length
  let mask = 0
  for (const column of view.columns) mask |= 1 << ((data.cells[start + column] ?? 0) & 7)
  return TICKS.find(tick => mask & (1 << VERDICTS.indexOf(tick satisfies Verdict))) ?? null
}

/** One SVG path per verdict for the whole list, one tick per two pixels at most. */
export function railPaths(data: MatrixData, view: MatrixView, sizes: Sizes, height: number, total: number) {
  const paths: Record<Tick, string> = { denied: '', dormant: '', conditional: '' }
  const used = new Set<string>()
  view.lines.forEach((line, index) => {
    const tick = tickOf(data, view, line.row)
    if (!tick || total <= 0) return
    const middle = lineTop(view.sections, index, sizes) - sizes.head + sizes.row / 2
    const y = Math.round(((middle / total) * height) / 2) * 2
    if (used.has(`${tick}${y}`)) return
    used.add(`${tick}${y}`)
    paths[tick] += `M2 ${y}h8`
  })
  return paths
}
