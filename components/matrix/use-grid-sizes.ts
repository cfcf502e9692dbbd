import { type RefObject, useLayoutEffect, useMemo, useState } from 'react'
import { foldLabel, memberNames } from './cell-words'
import { type Density, type Sizes, sizesFor } from './geometry'
import type { MatrixData } from './matrix-data'

/** Of a folded row, this many names are measured: they rarely differ much. */
const MEASURED = 40

const longest = (texts: string[]) => texts.reduce((most, text) => Math.max(most, text.length), 0)

/** Two names are set in mono; the words of a longer fold in sans, its pattern in mono beside them. */
function foldLength(row: MatrixData['rows'][number]): number {
  const label = foldLabel(row)
  return row.principals.length === 2 ? label.length : label.length * 0.85 + (row.pattern?.length ?? -2) + 2
}

function longestFold(data: MatrixData): number {
  const folded = data.rows.filter(row => row.principals.length > 1)
  return Math.ceil(folded.reduce((most, row) => Math.max(most, foldLength(row)), 0))
}

function longestName(data: MatrixData): number {
  return longest(data.rows.flatMap(row => memberNames({ principals: row.principals.slice(0, MEASURED) })))
}

/** With the words after a name: beyond this its marks would be far from it. */
const MOST_DESCRIBED = 48

/** Words are narrower than mono; 2 for the gap. */
function longestDescribed(data: MatrixData): number {
  const described = data.rows.filter(row => row.principals.length === 1 && row.description)
  const lengths = described.map(row => longest(memberNames(row)) + (row.description?.length ?? 0) * 0.85 + 2)
  return Math.min(MOST_DESCRIBED, Math.ceil(lengths.reduce((most, length) => Math.max(most, length), 0)))
}

/** Null: not known yet, as on the server. */
function useWidth(scroller: RefObject<HTMLDivElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null)
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => setWidth(element.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return width
}

/** Sizes for this answer: names take what the columns leave free, and nothing else depends on the screen. */
export function useGridSizes(
  scroller: RefObject<HTMLDivElement | null>,
  data: MatrixData,
  density: Density,
  columnCount: number,
): Sizes {
  const width = useWidth(scroller)
  const texts = useMemo(
    () => ({
      row: Math.max(longestName(data), longestFold(data)),
      described: density === 'comfortable' ? longestDescribed(data) : 0,
      column: longest(data.columns.map(column => column.name)),
    }),
    [data, density],
  )
  return useMemo(
    () => sizesFor(density, texts.column, texts.row, { width, columnCount }, texts.described),
    [density, texts, width, columnCount],
  )
}
