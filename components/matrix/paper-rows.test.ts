import { describe, expect, it } from 'vitest'
import { buildView, type ViewOptions } from './matrix-lines'
import { paperRows } from './paper-rows'
import { sampleMatrix } from './testing/sample-matrix'

const data = sampleMatrix(
  ['app_ro', 'app_rw', 'dev_*'],
  [
    { names: ['role/admin'], group: 'people', cells: 'CCx' },
    { names: ['role/team/eng-a', 'role/eng-b'], group: 'people', cells: 'C.c' },
    { names: ['user/ci'], group: 'iamUsers', cells: '...' },
  ],
)
const all: ViewOptions = { hide: new Set(), find: '', grouped: true, opened: new Set(), expanded: new Set() }
const namesOf = (options: Partial<ViewOptions>) =>
  paperRows(data, buildView(data, { ...all, ...options }), []).map(({ principal }) => principal)

describe('paperRows', () => {
  it('has one line a principal, whether its row is folded, opened or flat', () => {
    const names = ['role/admin', 'role/eng-a', 'role/eng-b', 'user/ci']
    const opened = new Set([data.rows[1]?.principals[0] ?? ''])
    expect(namesOf({})).toEqual(names)
    expect(namesOf({ opened })).toEqual(names)
    expect(namesOf({ grouped: false })).toEqual(names)
  })

  it('says every answer but no access, those that are alike together, and drops what the chips hide', () => {
    const view = buildView(data, all)
    const said = (hide: Parameters<typeof paperRows>[2]) =>
      paperRows(data, view, hide).map(({ answers }) =>
        answers.map(({ words, users }) => `${words}: ${users.join(' ')}`),
      )
    expect(said([])).toEqual([
      ['Can connect: app_ro app_rw', 'Denied: dev_*'],
      ['Can connect: app_ro', 'Conditional: dev_*'],
      ['Can connect: app_ro', 'Conditional: dev_*'],
      [],
    ])
    expect(said(['denied'])[0]).toEqual(['Can connect: app_ro app_rw'])
  })

  it('writes down what a condition hangs on, and what was not read', () => {
    const unread = {
      ...data,
      databaseReadAt: null,
      columns: data.columns.map(c => ({ ...c, iamReady: null })),
    }
    const mfa = { ...unread, cells: data.cells.map((code, at) => (at === 5 ? code | (1 << 3) : code)) }
    const notes = paperRows(mfa, buildView(mfa, all), [])[1]?.answers.map(({ note }) => note)
    expect(notes).toEqual(['database not read', 'only with MFA, database not read'])
  })
})
