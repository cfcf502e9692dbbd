import { describe, expect, it } from 'vitest'
import { buildView } from '@/components/matrix/matrix-lines'
import { sampleMatrix } from '@/components/matrix/testing/sample-matrix'
import type { Matrix } from '@/lib/access/matrix/matrix'
import { viewedMatrix } from './viewed-matrix'

const data = sampleMatrix(
  ['app_ro', 'app_rw'],
  [
    { names: ['role/a'], group: 'people', cells: 'C.' },
    { names: ['role/b', 'role/c'], group: 'people', cells: 'xC' },
    { names: ['role/d'], group: 'workloads', cells: '.d' },
  ],
)
const matrix = { ...data, hints: new Uint8Array(6), columnReach: [1, 2] } as unknown as Matrix
const view = (find: string, hide: ('denied' | 'dormant')[] = []) =>
  buildView(data, { find, hide: new Set(hide), grouped: false, opened: new Set(), expanded: new Set() })

describe('what is exported', () => {
  it('is what is shown: rows that chips drop are not in the file', () => {
    const shown = viewedMatrix(matrix, view('', ['dormant']))
    expect(shown.rows.map(row => row.principals.length)).toEqual([1, 2])
    expect([...shown.cells]).toEqual([4, 0, 1, 4])
  })

  it('keeps only the columns that the find text leaves', () => {
    const shown = viewedMatrix(matrix, view('app_rw'))
    expect(shown.columns.map(column => column.name)).toEqual(['app_rw'])
    expect([...shown.cells]).toEqual([4, 2])
    expect(shown.columnReach).toEqual([2])
  })
})
