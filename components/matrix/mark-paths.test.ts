import { describe, expect, it } from 'vitest'
import { columnOffset, sizesFor } from './geometry'
import { markPaths } from './mark-paths'
import { buildView } from './matrix-lines'
import { sampleMatrix } from './testing/sample-matrix'

const data = sampleMatrix(
  ['a', 'b', 'c', 'd', 'e', 'f'],
  [{ names: ['role/a'], group: 'people', cells: 'C.Ccx?' }],
)
const view = buildView(data, {
  hide: new Set(),
  find: '',
  grouped: true,
  opened: new Set(),
  expanded: new Set(),
})
const draw = (density: 'dense' | 'comfortable') =>
  markPaths({
    data,
    view,
    row: 0,
    density,
    sizes: sizesFor(density, 10, 20, { width: null, columnCount: 6 }),
  })
const marks = (path: string | undefined) => path?.match(/M/g)?.length ?? 0

describe('the picture of a line', () => {
  it('has one mark for every cell that has something to say, in one path a verdict', () => {
    const paths = draw('dense')
    expect(marks(paths.canConnect)).toBe(2)
    expect(marks(paths.conditional)).toBe(marks(paths.half))
    expect(marks(paths.denied)).toBe(1)
    expect(paths.noAccess).toBeUndefined()
    expect(marks(draw('comfortable').noAccess)).toBe(1)
  })

  it('stands in the middle of its column', () => {
    const sizes = sizesFor('dense', 10, 20, { width: null, columnCount: 6 })
    const middle = columnOffset(2, view.firstPattern, sizes) + sizes.column / 2
    expect(draw('dense').canConnect).toContain(`M${middle} `)
  })
})
