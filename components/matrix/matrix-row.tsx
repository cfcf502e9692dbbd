// biome-ignore-all lint/a11y/useSemanticElements: a virtual ARIA grid cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: roving tabindex, one cell holds the tab stop
'use client'
import { memo } from 'react'
import { cellSentence, lineLabel } from './cell-words'
import { besideNames, columnOffset, type Density, type Range, type Sizes } from './geometry'
import styles from './matrix.module.css'
import { cellCode, hintOf, type MatrixData, verdictOf } from './matrix-data'
import type { Line, MatrixView } from './matrix-lines'
import { RowMarks } from './row-marks'
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
  /** Cells that are elements. Where marks are a picture, few are: enough to walk from the focus in every direction. */
  cells: Range
  pictures: boolean
  /** Column position of the tab stop, where this line needs that cell as an element. */
  stopColumn: number | null
  /** The tab stop is in this line. */
  stopHere: boolean
  /** That cell was chosen: it carries the ring and the panel shows it. */
  chosen: boolean
  open: boolean
  /** Column indexes whose verdict changed with the last reading. */
  changed: ReadonlySet<number> | null
}

function positions({ from, to }: Range, extra: number | null): number[] {
  const list: number[] = []
  if (extra !== null && extra < from) list.push(extra)
  for (let position = from; position < to; position++) list.push(position)
  if (extra !== null && extra >= to) list.push(extra)
  return list
}

function cellClass(props: MatrixRowProps, column: number, ring: boolean): string {
  const code = cellCode(props.data, props.line.row, column)
  const hint = hintOf(code)
  const names = [styles.cell, styles[verdictOf(code)]]
  if (hint) names.push(styles.hint, styles[hint])
  if (ring) names.push(styles.ring)
  if (props.changed?.has(column)) names.push(styles.changed)
  return names.join(' ')
}

function Cells(props: MatrixRowProps) {
  const { data, view, line, sizes, stopColumn, stopHere, chosen } = props
  return positions(props.cells, stopColumn).map(position => {
    const column = view.columns[position]
    if (column === undefined) return null
    const here = stopHere && position === stopColumn
    return (
      <div
        key={column}
        role="gridcell"
        aria-colindex={position + 3}
        aria-label={cellSentence(data, line, column)}
        aria-selected={here && chosen ? true : undefined}
        tabIndex={here ? 0 : -1}
        data-column={position}
        className={cellClass(props, column, here && chosen)}
        style={{ left: besideNames(columnOffset(position, view.firstPattern, sizes)) }}
      />
    )
  })
}

/** One line: name, reach and cells. Clicks and keys are handled by the grid. */
export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { data, view, line, sizes, density } = props
  const shades = props.chosen ? styles.rowOn : ''
  return (
    <div
      role="row"
      aria-rowindex={props.rowIndex}
      data-line={props.index}
      className={`${styles.row} ${shades}`}
      style={{ top: props.top, height: sizes.row }}
    >
      {props.pictures && <RowMarks data={data} view={view} row={line.row} sizes={sizes} density={density} />}
      <RowName
        row={data.rows[line.row]}
        line={line}
        label={lineLabel(data, line)}
        density={density}
        open={props.open}
        inFold={view.grouped}
      />
      <Cells {...props} />
    </div>
  )
})
