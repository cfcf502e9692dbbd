import { memo } from 'react'
import { columnsWidth, type Density, type Sizes } from './geometry'
import { MARK_BOX, type MarkKind, markPaths } from './mark-paths'
import styles from './matrix.module.css'
import type { MatrixData } from './matrix-data'
import type { MatrixView } from './matrix-lines'

/** Drawn in this order: a hint lies on its mark. */
const KINDS: MarkKind[] = [
  'noAccess',
  'canConnect',
  'conditional',
  'half',
  'dormant',
  'denied',
  'notEvaluated',
  'hint',
]

interface RowMarksProps {
  data: MatrixData
  view: MatrixView
  row: number
  sizes: Sizes
  density: Density
}

/** The marks of one line as one picture, one path a verdict. What they say is in the cells and the hover card. */
export const RowMarks = memo(function RowMarks(props: RowMarksProps) {
  const { view, sizes, density } = props
  const paths = markPaths(props)
  const box = MARK_BOX[density] / 14
  return (
    <svg
      aria-hidden
      className={styles.marks}
      width={columnsWidth(view.columns.length, view.firstPattern, sizes)}
      height={sizes.row}
      style={{ '--box': box } as React.CSSProperties}
    >
      {KINDS.map(
        kind => paths[kind] && <path key={kind} className={styles[`${kind}Mark`]} d={paths[kind]} />,
      )}
    </svg>
  )
})
