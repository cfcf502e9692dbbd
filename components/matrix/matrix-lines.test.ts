import { describe, expect, it } from 'vitest'
import { buildView, findMatches, lineOf, principalOf, type ViewOptions } from './matrix-lines'
import { sampleMatrix } from './testing/sample-matrix'

const data = sampleMatrix(
  ['app_ro', 'app_rw', 'dev_*'],
  [
    { names: ['role/admin'], group: 'people', cells: 'CCC' },
    { names: ['role/team/eng-a', 'role/eng-b', 'role/eng-c'], group: 'people', cells: 'C.c' },
    { names: ['role/audit'], group: 'people', cells: 'xxx' },
    { names: ['role/etl'], group: 'workloads', cells: 'd..' },
    { names: ['user/ci'], group: 'iamUsers', cells: '...' },
  ],
)
const all: ViewOptions = { hide: new Set(), find: '', grouped: true, opened: new Set(), expanded: new Set() }
const labels = (options: Partial<ViewOptions>) =>
  buildView(data, { ...all, ...options }).lines.map(line => principalOf(data, line).split(':').pop())

describe('what is in view', () => {
  it('keeps the groups in order, each with its principals counted', () => {
    const view = buildView(data, all)
    expect(view.sections).toEqual([
      { group: 'people', principals: 5, start: 0, end: 3 },
      { group: 'workloads', principals: 1, start: 3, end: 4 },
      { group: 'iamUsers', principals: 1, start: 4, end: 5 },
    ])
    expect(view.firstPattern).toBe(2)
  })

  it('counts a folded row once per principal, before chips', () => {
    const counts = buildView(data, { ...all, hide: new Set(['denied']) }).counts
    expect(counts).toMatchObject({ canConnect: 6, conditional: 3, denied: 3, dormant: 1 })
  })

  it('drops rows that match only through a chip that is off, and keeps the others whole', () => {
    const view = buildView(data, { ...all, hide: new Set(['denied', 'dormant']) })
    expect(view.lines.map(line => line.row)).toEqual([0, 1])
    expect(view.dropped).toBe(3)
  })

  it('opens a folded row in place, keeping the row itself', () => {
    const opened = new Set([data.rows[1]?.principals[0] ?? ''])
    expect(labels({ opened }).slice(1, 5)).toEqual([
      'role/team/eng-a',
      'role/team/eng-a',
      'role/eng-b',
      'role/eng-c',
    ])
  })

  it('without folding shows every principal once', () => {
    expect(labels({ grouped: false })).toHaveLength(7)
  })

  it('finds by principal first, members of folded rows included', () => {
    expect(findMatches(data, 'ENG-B')).toEqual({ rows: [1], columns: [0, 1, 2] })
  })

  it('finds by database user and then keeps only rows with access to it', () => {
    const view = buildView(data, { ...all, find: 'app_rw' })
    expect(view.columns).toEqual([1])
    expect(view.lines.map(line => line.row)).toEqual([0, 2])
  })

  it('finds nothing where nothing matches', () => {
    expect(buildView(data, { ...all, find: 'zzz' }).columns).toEqual([])
  })

  it('shows a principal on its own line when open, else on the row that holds it', () => {
    const arn = 'arn:aws:iam::111122223333:role/eng-c'
    expect(lineOf(data, buildView(data, all), arn)).toBe(1)
    expect(lineOf(data, buildView(data, { ...all, grouped: false }), arn)).toBe(3)
    expect(lineOf(data, buildView(data, { ...all, find: 'audit' }), arn)).toBe(-1)
  })
})
