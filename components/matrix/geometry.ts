import type { Section } from './matrix-lines'

export type Density = 'comfortable' | 'dense'

export interface Sizes {
  row: number
  column: number
  head: number
  band: number
  /** Name column with its reach figure, as last measured. */
  name: number
  /** The same for CSS, within the grid's container: right before anything is measured, so nothing moves then. */
  nameWidth: string
  /** Room that the last rotated head needs to the right. */
  overhang: number
}

/** Above this many columns the grid turns dense by itself. */
const COMFORTABLE_COLUMNS = 24
const PATTERN_GAP = 10
/** The bar at the foot lies over the lines: the last one ends above it. */
export const FOOT_RAIL = 10
const MONO_CHARACTER = 7

export function densityFor(columnCount: number, chosen: Density | null): Density {
  return chosen ?? (columnCount > COMFORTABLE_COLUMNS ? 'dense' : 'comfortable')
}

const between = (low: number, value: number, high: number) => Math.max(low, Math.min(high, value))

/** What there is to share: the grid's width (null: not measured yet), and how many columns must have theirs first. */
interface Room {
  width: number | null
  columnCount: number
}

const LEAST_NAME = 274
const MOST_NAME_BESIDE_HIDDEN_COLUMNS = 360

/** A name is cut only where columns would be pushed out of view for it; the words after it have what is left. */
function nameSizes(
  longestRow: number,
  taken: Pick<Sizes, 'column' | 'overhang'>,
  room: Room,
  longestDescribed: number,
): Pick<Sizes, 'name' | 'nameWidth'> {
  const widthOf = (length: number) => Math.ceil(20 + 20 + length * MONO_CHARACTER + 54)
  const [wanted, described] = [widthOf(longestRow), widthOf(longestDescribed)]
  const beside = room.columnCount * taken.column + PATTERN_GAP + taken.overhang
  const most = MOST_NAME_BESIDE_HIDDEN_COLUMNS
  const free = (room.width ?? 0) - beside
  return {
    name: Math.max(between(LEAST_NAME, wanted, Math.max(most, free)), Math.min(described, free)),
    nameWidth: `max(clamp(${LEAST_NAME}px, ${wanted}px, max(${most}px, 100cqi - ${beside}px)), min(${described}px, 100cqi - ${beside}px))`,
  }
}

/** Fixed sizes, widened for long names. */
export function sizesFor(
  density: Density,
  longestColumn: number,
  longestRow: number,
  room: Room,
  longestDescribed = 0,
): Sizes {
  const label = longestColumn * MONO_CHARACTER
  const slanted = Math.ceil(label * Math.sin((50 * Math.PI) / 180))
  const overhang = Math.ceil(label * Math.cos((50 * Math.PI) / 180)) + 8
  const taken =
    density === 'dense'
      ? { row: 18, column: 17, head: between(112, label + 16, 260), band: 20, overhang: 24 }
      : { row: 26, column: 31, head: between(116, slanted + 40, 240), band: 24, overhang }
  return { ...taken, ...nameSizes(longestRow, taken, room, longestDescribed) }
}

/** From the right edge of the names. */
export function columnOffset(position: number, firstPattern: number, sizes: Sizes): number {
  return position * sizes.column + (position >= firstPattern ? PATTERN_GAP : 0)
}

export function columnX(position: number, firstPattern: number, sizes: Sizes): number {
  return sizes.name + columnOffset(position, firstPattern, sizes)
}

/** All columns, with what the last head needs: without the names. */
export function columnsWidth(columnCount: number, firstPattern: number, sizes: Sizes): number {
  const gap = firstPattern < columnCount ? PATTERN_GAP : 0
  return columnCount * sizes.column + gap + sizes.overhang
}

/** A place or a width for CSS, from the right edge of the names. */
export const besideNames = (offset: number) => `calc(var(--name) + ${offset}px)`

export function contentHeight(sections: readonly Section[], sizes: Sizes): number {
  const last = sections[sections.length - 1]
  return sizes.head + sections.length * sizes.band + (last?.end ?? 0) * sizes.row + FOOT_RAIL
}

export function sectionTop(sections: readonly Section[], index: number, sizes: Sizes): number {
  return sizes.head + index * sizes.band + (sections[index]?.start ?? 0) * sizes.row
}

export function lineTop(sections: readonly Section[], line: number, sizes: Sizes): number {
  const bands = sections.filter(section => section.start <= line).length
  return sizes.head + bands * sizes.band + line * sizes.row
}

export interface Range {
  from: number
  /** Excluded. */
  to: number
}

export interface Viewport {
  top: number
  left: number
  width: number
  height: number
  /** Which way it last moved: more is drawn ahead than behind. */
  heading: 'up' | 'down'
}

/** Where a horizontal offset in the content falls; null beside the columns and in the gap before the patterns. */
export function columnAt(x: number, count: number, firstPattern: number, sizes: Sizes): number | null {
  const before = Math.floor((x - sizes.name) / sizes.column)
  if (before < firstPattern) return before >= 0 && before < count ? before : null
  const after = Math.floor((x - sizes.name - PATTERN_GAP) / sizes.column)
  return after >= firstPattern && after < count ? after : null
}

const AHEAD = 8
const BEHIND = 2
const LINE_STEP = 4

/** Some lines more than are seen, most of them where the scroll is heading, in steps so that few scrolls draw. */
export function drawnLines(seen: Range, heading: Viewport['heading'], count: number): Range {
  const [above, below] = heading === 'down' ? [BEHIND, AHEAD] : [AHEAD, BEHIND]
  return {
    from: between(0, Math.floor((seen.from - above) / LINE_STEP) * LINE_STEP, count),
    to: between(0, Math.ceil((seen.to + below) / LINE_STEP) * LINE_STEP, count),
  }
}

/** More cells than this on one screen are drawn as pictures, one a line; below it every cell is an element. */
const MOST_CELL_ELEMENTS = 600

export function drawsPictures(lines: Range, columns: Range): boolean {
  return (lines.to - lines.from) * (columns.to - columns.from) > MOST_CELL_ELEMENTS
}

/** Lines that touch the viewport, per section order; the sticky head covers the first `head` pixels. */
export function visibleLines(sections: readonly Section[], sizes: Sizes, viewport: Viewport): Range {
  const upper = viewport.top + sizes.head
  const lower = viewport.top + viewport.height
  let from = -1
  let to = 0
  sections.forEach((section, index) => {
    const first = sectionTop(sections, index, sizes) + sizes.band
    const count = section.end - section.start
    const start = between(0, Math.floor((upper - first) / sizes.row), count)
    const end = between(0, Math.ceil((lower - first) / sizes.row), count)
    if (end <= start) return
    if (from < 0) from = section.start + start
    to = section.start + end
  })
  return { from: Math.max(0, from), to }
}

/** Columns that touch the viewport, in steps of four so that a small scroll redraws nothing. */
export function visibleColumns(count: number, sizes: Sizes, viewport: Viewport): Range {
  const step = 4
  const from = Math.floor((viewport.left - PATTERN_GAP) / sizes.column)
  const to = Math.ceil((viewport.left + viewport.width - sizes.name) / sizes.column)
  return {
    from: between(0, Math.floor(from / step) * step, count),
    to: between(0, Math.ceil(to / step) * step, count),
  }
}

/** The scroll offset that brings a span into the free part of the viewport; unchanged when it already is. */
export function scrollToShow(offset: number, covered: number, extent: number, start: number, size: number) {
  if (start < offset + covered) return start - covered
  if (start + size > offset + extent) return start + size - extent
  return offset
}
