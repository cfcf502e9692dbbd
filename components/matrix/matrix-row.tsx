// biome-ignore-all lint/a11y/useSemanticElements: a virtual ARIA grid cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: roving tabindex, one cell holds the tab stop
'use client'
import { memo } from 'react'
import { cellSentence, lineLabel } from './cell-words'
import { columnX, type Density, type Range, type Sizes } from './geometry'
import styles from './matrix.module.css'
import { cellCode, hintOf, type MatrixData, verdictOf } from './matrix-data'
import type { Line, MatrixView } from './matrix-lines'
import { RowName } from './row-name'

export interface MatrixRowProps {
  data: MatrixData
  view: MatrixView
  line: Line
  /** Position in the view's lines. */
  index: number
  rowIndex: number
  top: number
  sizes: Sizes
  density: Density
  columns: Range
  /** Column position of the cell that holds the tab stop, when it is in this line. */
  tabStop: number | null
  /** That cell was chosen: it carries the ring and the panel shows it. */
  chosen: boolean
  open: boolean
  /** Column indexes whose verdict changed with the last reading. */
  changed: ReadonlySet<number> | null
}

function positions(columns: Range, extra: number | null): number[] {
  const list: number[] = []
  if (extra !== null && extra < columns.from) list.push(extra)
  for (let position = columns.from; position < columns.to; position++) list.push(position)
  if (extra !== null && extra >= columns.to) list.push(extra)
  return list
}

/** One line: name, reach, and one node a cell. Clicks and keys are handled by the grid. */
export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { data, view, line, index, sizes, tabStop, chosen } = props
  const cells = positions(props.columns, tabStop).map(position => {
    const column = view.columns[position]
    if (column === undefined) return null
    const code = cellCode(data, line.row, column)
    const hint = hintOf(code)
    const here = position === tabStop
    const names = [styles.cell, styles[verdictOf(code)]]
    if (hint) names.push(styles.hint, styles[hint])
    if (here && chosen) names.push(styles.ring)
    if (props.changed?.has(column)) names.push(styles.changed)
    return (
      <div
        key={column}
        role="gridcell"
        aria-colindex={position + 3}
        aria-label={cellSentence(data, line, column)}
        aria-selected={here && chosen ? true : undefined}
        tabIndex={here ? 0 : -1}
        data-column={position}
        className={names.join(' ')}
        style={{ left: columnX(position, view.firstPattern, sizes) }}
      />
    )
  })
  return (
    <div
      role="row"
      aria-rowindex={props.rowIndex}
      data-line={index}
      className={`${styles.row} ${chosen ? styles.rowOn : ''}`}
      style={{ top: props.top, height: sizes.row }}
    >
      <RowName
        row={data.rows[line.row]}
        line={line}
        label={lineLabel(data, line)}
        width={sizes.name}
        density={props.density}
        open={props.open}
      />
      {cells}
    </div>
  )
})
