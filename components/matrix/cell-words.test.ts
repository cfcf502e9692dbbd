import { describe, expect, it } from 'vitest'
import { cellSentence, lineLabel } from './cell-words'
import { packCells, shortName } from './matrix-data'
import { sampleMatrix } from './testing/sample-matrix'
import { changedCells } from './use-changed-cells'

const data = sampleMatrix(
  ['app_ro'],
  [
    { names: ['role/team/oncall'], group: 'people', cells: 'c' },
    { names: ['user/a', 'user/b'], group: 'iamUsers', cells: '.' },
  ],
)

describe('cells in words', () => {
  it('says who, as whom, what, and on what it hangs', () => {
    const withHint = { ...data, cells: packCells(data.cells, Uint8Array.from([1, 0])) }
    const named = {
      ...withHint,
      rows: data.rows.map(row => ({ ...row, label: shortName(row.principals[0] ?? '') })),
    }
    expect(cellSentence(named, { row: 0, member: null }, 0)).toBe(
      'role/oncall as app_ro: conditional, only with MFA',
    )
  })

  it('promises no more than was read, line by line', () => {
    const rows = data.rows.map(row => ({ ...row, asFarAsRead: true }))
    expect(cellSentence({ ...data, rows }, { row: 0, member: 0 }, 0)).toMatch(
      /: conditional, as far as read$/,
    )
    expect(cellSentence({ ...data, rows }, { row: 1, member: 0 }, 0)).toMatch(/: no access$/)
  })

  it('says when the database was not read', () => {
    const unread = {
      ...data,
      databaseReadAt: null,
      columns: data.columns.map(column => ({ ...column, iamReady: null })),
    }
    expect(cellSentence(unread, { row: 0, member: 0 }, 0)).toMatch(/conditional, database not read$/)
  })

  it('says when the way behind a proxy is not known, and only of who gets to it', () => {
    const secondHop = { state: 'unknown', text: 'Not read.', missing: null } as const
    const columns = data.columns.map(column => ({ ...column, iamReady: null, secondHop }))
    const proxy = { ...data, databaseReadAt: null, columns }
    expect(cellSentence(proxy, { row: 0, member: 0 }, 0)).toMatch(/conditional, second hop not known$/)
    expect(cellSentence(proxy, { row: 1, member: 0 }, 0)).toMatch(/no access$/)
  })

  it('names both members of a pair', () => {
    expect(lineLabel(data, { row: 1, member: null })).toBe('user/a and user/b')
    expect(lineLabel(data, { row: 1, member: 1 })).toBe('user/b')
  })

  it('knows which cells changed with a refresh, wherever they moved', () => {
    const after = sampleMatrix(
      ['new_user', 'app_ro'],
      [
        { names: ['user/a', 'user/b'], group: 'iamUsers', cells: '.C' },
        { names: ['role/team/oncall'], group: 'people', cells: '.c' },
      ],
    )
    expect([...changedCells(data, after)]).toEqual([[0, new Set([1])]])
  })
})
