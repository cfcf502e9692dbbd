// biome-ignore-all lint/a11y/useSemanticElements: a virtual ARIA grid cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: roving tabindex, one cell holds the tab stop
'use client'

import { type MouseEvent, useEffect, useRef, useState } from 'react'
import { useEarlyClick } from '../use-early-click'
import { besideNames, columnsWidth, contentHeight, type Density, type Sizes } from './geometry'
import { gridKeys } from './grid-keys'
import { HoverCard } from './hover-card'
import type { Position } from './keyboard'
import { MARK_BOX } from './mark-paths'
import styles from './matrix.module.css'
import { MatrixBackdrop } from './matrix-backdrop'
import type { MatrixGridProps } from './matrix-grid-props'
import { MatrixHead } from './matrix-head'
import { MatrixFootRail, MatrixRail } from './matrix-rail'
import { MatrixSections } from './matrix-sections'
import { useBringIntoView } from './use-bring-into-view'
import { useCellPlace } from './use-cell-place'
import { useGridFocus } from './use-grid-focus'
import { useGridSizes } from './use-grid-sizes'
import { useGridWindow } from './use-grid-window'
import { useHoveredCell } from './use-hovered-cell'

/** The one cell that Tab reaches: the chosen one, else where the last move led. */
function useTabStop({ chosen, view }: MatrixGridProps) {
  const [start, setStart] = useState<Position>({ line: 0, column: 0 })
  useEffect(() => {
    if (chosen) setStart(chosen)
  }, [chosen])
  const stop = chosen ?? {
    line: Math.min(start.line, view.lines.length - 1),
    column: Math.min(start.column, view.columns.length - 1),
  }
  return stop
}

/** The grid: fixed sizes, both axes virtual, one tab stop, keys as in the ARIA grid pattern. */
export function MatrixGrid(props: MatrixGridProps) {
  const { data, view, density, chosen } = props
  const scroller = useRef<HTMLDivElement>(null)
  useEarlyClick(scroller)
  const sizes = useGridSizes(scroller, data, density, view.columns.length)
  const shown = useGridWindow(scroller, view, sizes)
  const bringIntoView = useBringIntoView(scroller, view, sizes, shown.measure)
  const keepFocus = useGridFocus(scroller, view, chosen, sizes, bringIntoView)
  const stop = useTabStop(props)
  const placeOf = useCellPlace(scroller, view, sizes)
  const hover = useHoveredCell({ frame: scroller, on: density === 'dense', placeOf })

  const choose = (position: Position) => {
    hover.dismiss()
    keepFocus(position)
    props.onChoose(position)
  }
  const onClick = (event: MouseEvent) => {
    const target = event.target as Element
    if (target.closest('a')) return
    if (target.closest('[data-fold], [data-expand]')) keepFocus()
    const fold = target.closest<HTMLElement>('[data-fold]')?.dataset.fold
    if (fold !== undefined) return props.onFold(Number(fold))
    const pattern = target.closest<HTMLElement>('[data-expand]')?.dataset.expand
    if (pattern !== undefined) return props.onExpand(Number(pattern))
    const place = placeOf(event)
    if (place) choose({ line: place.line, column: place.column })
  }
  const page = Math.max(1, Math.floor((shown.height - sizes.head - sizes.band) / sizes.row) - 1)
  const bounds = { lines: view.lines.length, columns: view.columns.length, page }
  const onKeyDown = gridKeys({ stop, bounds, onMove: choose, onCommand: props.onCommand, keepFocus })
  const beside = columnsWidth(view.columns.length, view.firstPattern, sizes)
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
        className={`${styles.scroller} ${shown.pictures ? styles.picture : ''}`}
        style={scrollerStyle(sizes, density)}
        onClick={onClick}
        onKeyDown={onKeyDown}
        {...hover.handlers}
      >
        <div
          role="presentation"
          className="relative min-w-full"
          style={{ width: besideNames(beside), height }}
        >
          <MatrixBackdrop view={view} sizes={sizes} density={density} chosen={chosen?.column ?? null} />
          <MatrixHead
            data={data}
            view={view}
            sizes={sizes}
            density={density}
            columns={shown.columns}
            chosen={chosen?.column ?? null}
          />
          <MatrixSections {...props} {...shown} sizes={sizes} stop={stop} />
        </div>
      </div>
      <MatrixRail
        scroller={scroller}
        data={data}
        view={view}
        sizes={sizes}
        height={shown.height}
        total={height - sizes.head}
      />
      <MatrixFootRail scroller={scroller} name={sizes.name} width={shown.width} total={sizes.name + beside} />
      {hover.cell && <HoverCard data={data} view={view} hovered={hover.cell} note={props.note} />}
    </div>
  )
}

function scrollerStyle(sizes: Sizes, density: Density) {
  return {
    '--name': sizes.nameWidth,
    '--column': `${sizes.column}px`,
    '--mark': `${MARK_BOX[density]}px`,
  } as React.CSSProperties
}
