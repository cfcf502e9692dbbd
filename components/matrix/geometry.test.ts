import { describe, expect, it } from 'vitest'
import {
  columnAt,
  columnsWidth,
  columnX,
  contentHeight,
  densityFor,
  drawnLines,
  lineTop,
  scrollToShow,
  sectionTop,
  sizesFor,
  visibleColumns,
  visibleLines,
} from './geometry'
import type { Section } from './matrix-lines'

const sections: Section[] = [
  { group: 'people', principals: 10, start: 0, end: 10 },
  { group: 'workloads', principals: 4990, start: 10, end: 5000 },
]
const sizes = sizesFor('dense', 12, 20, { width: null, columnCount: 0 })
const viewport = { top: 0, left: 0, width: 1160, height: 640, heading: 'down' } as const

describe('fixed-size grid', () => {
  it('puts a line below the bands before it', () => {
    expect(lineTop(sections, 0, sizes)).toBe(sizes.head + sizes.band)
    expect(lineTop(sections, 10, sizes)).toBe(sizes.head + 2 * sizes.band + 10 * sizes.row)
    expect(sectionTop(sections, 1, sizes)).toBe(lineTop(sections, 10, sizes) - sizes.band)
  })

  it('draws every line of the viewport and few others, wherever it is scrolled', () => {
    const total = contentHeight(sections, sizes)
    for (let top = 0; top < total - viewport.height; top += 977) {
      const seen = visibleLines(sections, sizes, { ...viewport, top })
      expect(seen.to - seen.from).toBeLessThanOrEqual(Math.ceil(viewport.height / sizes.row) + 1)
      for (let line = 0; line < 5000; line += 1) {
        const y = lineTop(sections, line, sizes)
        const onScreen = y + sizes.row > top + sizes.head && y < top + viewport.height
        if (onScreen && (line < seen.from || line >= seen.to))
          throw new Error(`line ${line} missing at ${top}`)
      }
    }
  })

  it('draws every column of the viewport and at most a step more on either side', () => {
    const count = 200
    for (let left = 0; left < 2500; left += 61) {
      const seen = visibleColumns(count, sizes, { ...viewport, left })
      expect(seen.to - seen.from).toBeLessThanOrEqual(
        Math.ceil((viewport.width - sizes.name) / sizes.column) + 9,
      )
      for (let column = 0; column < count; column++) {
        const x = columnX(column, 197, sizes)
        const onScreen = x + sizes.column > left + sizes.name && x < left + viewport.width
        if (onScreen && (column < seen.from || column >= seen.to))
          throw new Error(`column ${column} at ${left}`)
      }
    }
  })

  it('draws more ahead than behind, in whole steps', () => {
    const down = drawnLines({ from: 102, to: 131 }, 'down', 5000)
    expect(down).toEqual({ from: 100, to: 140 })
    expect(drawnLines({ from: 102, to: 131 }, 'up', 5000)).toEqual({ from: 92, to: 136 })
    expect(drawnLines({ from: 0, to: 20 }, 'down', 21)).toEqual({ from: 0, to: 21 })
  })

  it('finds the column under every pixel, and none in the gap', () => {
    for (let position = 0; position < 8; position++) {
      const left = columnX(position, 5, sizes)
      expect(columnAt(left, 8, 5, sizes)).toBe(position)
      expect(columnAt(left + sizes.column - 1, 8, 5, sizes)).toBe(position)
    }
    expect(columnAt(columnX(5, 5, sizes) - 3, 8, 5, sizes)).toBeNull()
    expect(columnAt(columnX(7, 5, sizes) + sizes.column, 8, 5, sizes)).toBeNull()
    expect(columnAt(sizes.name - 1, 8, 5, sizes)).toBeNull()
  })

  it('stands a gap before the first pattern column', () => {
    expect(columnX(5, 5, sizes) - columnX(4, 5, sizes)).toBe(sizes.column + 10)
  })

  it('turns dense above 24 columns unless told otherwise', () => {
    expect(densityFor(24, null)).toBe('comfortable')
    expect(densityFor(25, null)).toBe('dense')
    expect(densityFor(200, 'comfortable')).toBe('comfortable')
  })

  it('widens for long names instead of cutting them', () => {
    expect(sizesFor('comfortable', 30, 20, { width: null, columnCount: 0 }).head).toBeGreaterThan(
      sizesFor('comfortable', 10, 20, { width: null, columnCount: 0 }).head,
    )
    expect(sizesFor('comfortable', 10, 42, { width: null, columnCount: 0 }).name).toBeGreaterThan(320)
  })

  it('gives names what the columns leave free, and never pushes a column out of view for one', () => {
    const [name, few] = [80, 6]
    const wide = sizesFor('comfortable', 10, name, { width: 1400, columnCount: few })
    expect(wide.name).toBeGreaterThanOrEqual(name * 7)
    const tight = sizesFor('comfortable', 10, name, { width: 800, columnCount: few })
    expect(tight.name + columnsWidth(few, few - 1, tight)).toBeLessThanOrEqual(800)
    expect(tight.name).toBeGreaterThan(360)
    expect(sizesFor('comfortable', 10, name, { width: 800, columnCount: 60 }).name).toBe(360)
    expect(sizesFor('comfortable', 10, 12, { width: 1400, columnCount: few }).name).toBe(274)
    // Words after the names have what is left then, and push nothing out.
    expect(sizesFor('comfortable', 10, 12, { width: 1400, columnCount: few }, 40).name).toBe(374)
    expect(sizesFor('comfortable', 10, 12, { width: 800, columnCount: 60 }, 40).name).toBe(274)
  })

  it('scrolls no further than needed, past the part that sticky heads cover', () => {
    expect(scrollToShow(100, 50, 400, 120, 20)).toBe(70)
    expect(scrollToShow(100, 50, 400, 490, 20)).toBe(110)
    expect(scrollToShow(100, 50, 400, 200, 20)).toBe(100)
  })
})
