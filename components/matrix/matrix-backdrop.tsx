import { besideNames, columnOffset, type Density, type Range, type Sizes } from './geometry'
import type { MatrixView } from './matrix-lines'

interface MatrixBackdropProps {
  view: MatrixView
  sizes: Sizes
  density: Density
  chosen: number | null
}

/** Patterns beside each other; the members of an expanded one are plain columns between them. */
function patternRuns(view: MatrixView): Range[] {
  const runs: Range[] = []
  for (let position = view.firstPattern; position < view.columns.length; position++) {
    if (view.patternOf.has(view.columns[position] ?? -1)) continue
    const last = runs[runs.length - 1]
    if (last?.to === position) last.to++
    else runs.push({ from: position, to: position + 1 })
  }
  return runs
}

/** Behind the lines: the hatch of pattern columns, a rule every five columns, the chosen column head to foot. */
export function MatrixBackdrop({ view, sizes, density, chosen }: MatrixBackdropProps) {
  const rule = sizes.column * 5
  const below = { top: sizes.head, bottom: 0 }
  return (
    <div role="presentation" aria-hidden className="pointer-events-none absolute inset-0">
      {chosen !== null && (
        <div
          className="absolute bg-accent-tint"
          style={{
            left: besideNames(columnOffset(chosen, view.firstPattern, sizes)),
            width: sizes.column,
            top: sizes.head - 27,
            bottom: 0,
          }}
        />
      )}
      {density === 'dense' && (
        <div
          className="absolute"
          style={{
            ...below,
            left: besideNames(0),
            width: view.firstPattern * sizes.column,
            backgroundImage: `repeating-linear-gradient(to right, transparent 0 ${rule - 1}px, var(--gh-line) ${rule - 1}px ${rule}px)`,
          }}
        />
      )}
      {patternRuns(view).map(({ from, to }) => (
        <div
          key={from}
          className="hatch absolute border-l border-line opacity-70"
          style={{
            ...below,
            left: besideNames(
              columnOffset(from, view.firstPattern, sizes) - (from === view.firstPattern ? 5 : 0),
            ),
            width: (to - from) * sizes.column + (from === view.firstPattern ? 5 : 0),
          }}
        />
      ))}
    </div>
  )
}
