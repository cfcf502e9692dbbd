// biome-ignore-all lint/a11y/useSemanticElements: a virtual ARIA grid cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: roving tabindex, one cell holds the tab stop
'use client'
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import {
  columnX,
  contentHeight,
  contentWidth,
  type Density,
  lineTop,
  scrollToShow,
  sizesFor,
  type Viewport,
  visibleColumns,
  visibleLines,
} from './geometry'
import { type CellNote, HoverCard } from './hover-card'
import { commandOf, type GridCommand, moveBy, type Position } from './keyboard'
import styles from './matrix.module.css'
import { MatrixBackdrop } from './matrix-backdrop'
import { type MatrixData, shortName, shownName } from './matrix-data'
import { MatrixHead } from './matrix-head'
import type { MatrixView } from './matrix-lines'
import { MatrixFootRail, MatrixRail } from './matrix-rail'
import { MatrixSections } from './matrix-sections'
import { useHoveredCell } from './use-hovered-cell'
import { useViewport } from './use-viewport'

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
  note: CellNote | undefined
}

const longest = (texts: string[]) => texts.reduce((most, text) => Math.max(most, text.length), 0)

/** A folded row's words are set in sans, its pattern in mono beside it. */
function longestFold(data: MatrixData): number {
  const folded = data.rows.filter(row => row.principals.length > 1)
  const words = (row: MatrixData['rows'][number]) =>
    `${row.principals.length} users with identical access`.length * 0.85
  return Math.ceil(
    folded.reduce((most, row) => Math.max(most, words(row) + (row.pattern?.length ?? -2) + 2), 0),
  )
}

function useSizes(data: MatrixData, density: Density) {
  return useMemo(
    () =>
      sizesFor(
        density,
        longest(data.columns.map(column => column.name)),
        Math.max(
          longest(
            data.rows.flatMap(row => row.principals.slice(0, 40).map(arn => shownName(shortName(arn)))),
          ),
          longestFold(data),
        ),
      ),
    [data, density],
  )
}

function positionAt(event: MouseEvent): Position | null {
  const cell = (event.target as Element).closest<HTMLElement>('[data-column]')
  const row = cell?.closest<HTMLElement>('[data-line]')
  if (!cell || !row) return null
  return { line: Number(row.dataset.line), column: Number(cell.dataset.column) }
}

/** The grid: fixed sizes, both axes virtual, one tab stop, keys as in the ARIA grid pattern. */
export function MatrixGrid(props: MatrixGridProps) {
  const { data, view, density, chosen } = props
  const scroller = useRef<HTMLDivElement>(null)
  const sizes = useSizes(data, density)
  const focusWanted = useRef(false)
  const [start, setStart] = useState<Position>({ line: 0, column: 0 })
  const stop = chosen ?? {
    line: Math.min(start.line, view.lines.length - 1),
    column: Math.min(start.column, view.columns.length - 1),
  }

  const rangesOf = (viewport: Viewport) => ({
    lines: visibleLines(view.sections, sizes, viewport),
    columns: visibleColumns(view.columns.length, sizes, viewport),
  })
  const { viewport, measure } = useViewport(scroller, (before, after) => {
    const [old, next] = [rangesOf(before), rangesOf(after)]
    return (
      old.lines.from !== next.lines.from ||
      old.lines.to !== next.lines.to ||
      old.columns.from !== next.columns.from ||
      old.columns.to !== next.columns.to
    )
  })
  const { lines, columns } = rangesOf(viewport)
  const hover = useHoveredCell(scroller, density === 'dense')

  const bringIntoView = useCallback(
    (position: Position) => {
      const element = scroller.current
      if (!element) return
      const top = lineTop(view.sections, position.line, sizes)
      const left = columnX(position.column, view.firstPattern, sizes)
      const covered = sizes.head + sizes.band
      element.scrollTop = scrollToShow(element.scrollTop, covered, element.clientHeight, top, sizes.row)
      element.scrollLeft = scrollToShow(
        element.scrollLeft,
        sizes.name,
        element.clientWidth,
        left,
        sizes.column,
      )
      measure()
    },
    [view, sizes, measure],
  )

  const chosenLine = chosen?.line
  const chosenColumn = chosen?.column
  useEffect(() => {
    if (chosenLine !== undefined && chosenColumn !== undefined) {
      bringIntoView({ line: chosenLine, column: chosenColumn })
    }
    if (!focusWanted.current) return
    focusWanted.current = false
    scroller.current
      ?.querySelector<HTMLElement>('[data-column][tabindex="0"]')
      ?.focus({ preventScroll: true })
  }, [chosenLine, chosenColumn, bringIntoView])

  const choose = (position: Position) => {
    hover.dismiss()
    focusWanted.current = true
    setStart(position)
    props.onChoose(position)
  }
  const onClick = (event: MouseEvent) => {
    const fold = (event.target as Element).closest<HTMLElement>('[data-fold]')
    if (fold) return props.onFold(Number(fold.dataset.fold))
    const position = positionAt(event)
    if (position) choose(position)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const control = event.ctrlKey || event.metaKey
    const page = Math.max(1, Math.floor((viewport.height - sizes.head - sizes.band) / sizes.row) - 1)
    const bounds = { lines: view.lines.length, columns: view.columns.length, page }
    const next = moveBy(stop, event.key, control, bounds)
    if (next) {
      event.preventDefault()
      return choose(next)
    }
    const command = commandOf(event.key, control || event.altKey)
    if (!command) return
    event.preventDefault()
    event.stopPropagation()
    // Folding and unfolding replace the line that has the focus.
    focusWanted.current = command === 'group' || command === 'toggleRow'
    props.onCommand(command, stop)
  }

  const width = contentWidth(view.columns.length, view.firstPattern, sizes)
  const height = contentHeight(view.sections, sizes)
  return (
    <div className={`relative min-h-0 flex-1 ${density === 'dense' ? styles.dense : ''}`}>
      <div
        ref={scroller}
        role="grid"
        aria-label={props.label}
        aria-rowcount={1 + view.lines.length + view.sections.length}
        aria-colcount={view.columns.length + 2}
        aria-multiselectable={false}
        className={styles.scroller}
        style={
          {
            '--column': `${sizes.column}px`,
            '--mark': density === 'dense' ? '11px' : '13px',
          } as React.CSSProperties
        }
        onClick={onClick}
        onKeyDown={onKeyDown}
        {...hover.handlers}
      >
        <div role="presentation" className="relative min-w-full" style={{ width, height }}>
          <MatrixBackdrop view={view} sizes={sizes} density={density} chosen={chosen?.column ?? null} />
          <MatrixHead
            data={data}
            view={view}
            sizes={sizes}
            density={density}
            columns={columns}
            chosen={chosen?.column ?? null}
          />
          <MatrixSections {...props} sizes={sizes} lines={lines} columns={columns} stop={stop} />
        </div>
      </div>
      <MatrixRail
        scroller={scroller}
        data={data}
        view={view}
        sizes={sizes}
        height={viewport.height}
        total={height - sizes.head}
      />
      <MatrixFootRail scroller={scroller} name={sizes.name} width={viewport.width} total={width} />
      {hover.cell && <HoverCard data={data} view={view} hovered={hover.cell} note={props.note} />}
    </div>
  )
}
