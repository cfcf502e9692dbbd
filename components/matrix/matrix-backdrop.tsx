import { columnX, type Density, type Sizes } from './geometry'
import type { MatrixView } from './matrix-lines'

interface MatrixBackdropProps {
  view: MatrixView
  sizes: Sizes
  density: Density
  chosen: number | null
}

/** Behind the lines: the hatch of pattern columns, a rule every five columns, the chosen column head to foot. */
export function MatrixBackdrop({ view, sizes, density, chosen }: MatrixBackdropProps) {
  const patterns = view.columns.length - view.firstPattern
  const rule = sizes.column * 5
  const below = { top: sizes.head, bottom: 0 }
  return (
    <div role="presentation" aria-hidden className="pointer-events-none absolute inset-0">
      {chosen !== null && (
        <div
          className="absolute bg-accent-tint"
          style={{
            left: columnX(chosen, view.firstPattern, sizes),
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
            left: sizes.name,
            width: view.firstPattern * sizes.column,
            backgroundImage: `repeating-linear-gradient(to right, transparent 0 ${rule - 1}px, var(--gh-line) ${rule - 1}px ${rule}px)`,
          }}
        />
      )}
      {patterns > 0 && (
        <div
          className="hatch absolute border-l border-line opacity-70"
          style={{
            ...below,
            left: columnX(view.firstPattern, view.firstPattern, sizes) - 5,
            width: patterns * sizes.column + 8,
          }}
        />
      )}
    </div>
  )
}
