import { describe, expect, it } from 'vitest'
import type { TablesAlike } from './database-rights'
import { futureInWords, tablesBehind, tablesInWords } from './rights-in-words'

const alike = (tables: number, privileges: string[], changes: Partial<TablesAlike> = {}): TablesAlike => ({
  schema: 'public',
  tables,
  names: Array.from({ length: Math.min(tables, 100) }, (_, at) => `t${at}`),
  privileges: new Set(privileges),
  owned: false,
  ...changes,
})
const words = (
  tables: TablesAlike[],
  all = 41,
  columns: { schema: string; table: string; privileges: string[] }[] = [],
) => tablesInWords({ tables, columns }, all).join(', ')

describe('rights in words', () => {
  it.each([
    [[alike(41, ['SELECT'])], 'SELECT on all 41 tables'],
    [[alike(41, ['DELETE', 'SELECT', 'UPDATE', 'INSERT'])], 'read and write on all 41 tables'],
    [
      [alike(30, ['SELECT']), alike(11, ['SELECT', 'INSERT'])],
      'SELECT on all 41 tables, INSERT on 11 of 41 tables',
    ],
    // As many tables, but not the same ones.
    [[alike(3, ['SELECT']), alike(3, ['INSERT'])], 'SELECT on 3 of 41 tables, INSERT on 3 of 41 tables'],
    [[alike(41, ['SELECT', 'INSERT'], { owned: true })], 'owns all 41 tables'],
    [[alike(2, [], { owned: true }), alike(5, ['SELECT'])], 'owns 2 of 41 tables, SELECT on 5 of 41 tables'],
    [[], ''],
  ])('of %# are %s', (tables, expected) => {
    expect(words(tables)).toBe(expected)
  })

  it('tell of columns apart: they are less than the table', () => {
    expect(words([], 41, [{ schema: 'public', table: 'payments', privileges: ['SELECT'] }])).toBe(
      'SELECT on some columns of 1 table',
    )
  })

  it('tell who makes the tables of tomorrow', () => {
    const by = (maker: string, privileges = ['SELECT']) => ({ schema: null, maker, privileges })
    expect(futureInWords([])).toBeNull()
    expect(futureInWords([by('app_migrator')])).toBe('SELECT on tables that app_migrator makes')
    expect(futureInWords(['a', 'b', 'c', 'd', 'e'].map(name => by(name)))).toBe(
      'SELECT on tables that a, b, c and 2 more make',
    )
  })

  it('name some of the tables behind them, and how many more', () => {
    const behind = tablesBehind({ tables: [alike(500, ['SELECT'])], columns: [] }, 3)
    expect(behind.tables.map(({ name }) => name)).toEqual(['t0', 't1', 't2'])
    expect(behind.more).toBe(497)
  })
})
