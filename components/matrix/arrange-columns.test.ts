import { describe, expect, it } from 'vitest'
import { arrangeColumns, expandable } from './arrange-columns'
import { buildView } from './matrix-lines'
import { sampleMatrix } from './testing/sample-matrix'

const sample = sampleMatrix(
  ['app', 'dev_a', 'dev_b', 'dev_*', 'any other user', 'legacy'],
  [{ names: ['role/a'], group: 'people', cells: 'C.Cdxx' }],
)
const data = {
  ...sample,
  columns: sample.columns.map(column => {
    if (column.name === 'dev_*') return { ...column, members: ['dev_a', 'dev_b'] }
    if (column.name === 'any other user') return { ...column, members: ['legacy'] }
    return column.name === 'legacy' ? { ...column, folded: true } : column
  }),
}
const shown = (...expanded: string[]) => {
  const order = arrangeColumns(data, [0, 1, 2, 3, 4], new Set(expanded))
  return { ...order, names: order.columns.map(index => data.columns[index]?.name) }
}

describe('pattern columns', () => {
  it('stand last, with their members in places of their own', () => {
    expect(shown().names).toEqual(['app', 'dev_a', 'dev_b', 'dev_*', 'any other user'])
    expect(shown().firstPattern).toBe(3)
  })

  it('fetch their members behind them, so that no user stands in two places', () => {
    const { names, firstPattern, patternOf } = shown('dev_*')
    expect(names).toEqual(['app', 'dev_*', 'dev_a', 'dev_b', 'any other user'])
    expect(firstPattern).toBe(1)
    expect([...patternOf]).toEqual([
      [1, 3],
      [2, 3],
    ])
  })

  it('show names that are answered like any other only when any other user is expanded', () => {
    expect(shown('any other user').names.at(-1)).toBe('legacy')
    expect(shown('nothing of the kind').names).not.toContain('legacy')
  })

  it('are found from their members, and from nothing else', () => {
    const order = shown('dev_*')
    expect(expandable(data, order, 1)).toBe(3)
    expect(expandable(data, order, 3)).toBe(3)
    expect(expandable(data, order, 0)).toBeNull()
  })

  it('count a folded name only while it is shown', () => {
    const view = (expanded: string[]) =>
      buildView(data, {
        hide: new Set(),
        find: '',
        grouped: true,
        opened: new Set(),
        expanded: new Set(expanded),
      })
    expect(view([]).counts.denied).toBe(1)
    expect(view(['any other user']).counts.denied).toBe(2)
  })
})
