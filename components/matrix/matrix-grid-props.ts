import type { Density } from './geometry'
import type { CellNote } from './hover-card'
import type { GridCommand, Position } from './keyboard'
import type { MatrixData } from './matrix-data'
import type { MatrixView } from './matrix-lines'

export interface MatrixGridProps {
  data: MatrixData
  view: MatrixView
  density: Density
  opened: ReadonlySet<string>
  changed: ReadonlyMap<number, ReadonlySet<number>>
  /** Name of the grid for those who cannot see it. */
  label: string
  /** The chosen cell, by position in the view; null: none. */
  chosen: Position | null
  onChoose: (position: Position) => void
  onCommand: (command: GridCommand, position: Position) => void
  onFold: (row: number) => void
  /** Opens or closes a pattern column, by its position in the view. */
  onExpand: (column: number) => void
  note: CellNote | undefined
}
