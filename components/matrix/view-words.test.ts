import { describe, expect, it } from 'vitest'
import { readAddress } from './matrix-address'
import { buildView } from './matrix-lines'
import { sampleMatrix } from './testing/sample-matrix'
import { type ViewChoice, viewWords } from './view-words'

const data = sampleMatrix(
  ['app_ro', 'app_rw'],
  [
    { names: ['role/a', 'role/b'], group: 'people', cells: 'C.' },
    { names: ['role/c'], group: 'people', cells: 'xx' },
  ],
)
const choice = (query: string, opened: string[] = []): ViewChoice => ({
  address: readAddress(new URLSearchParams(query)),
  opened: new Set(opened),
})
function heard(before: ViewChoice, after: ViewChoice) {
  const { hide, find, grouped, expand } = after.address
  const options = { hide: new Set(hide), find, grouped, opened: after.opened, expanded: new Set(expand) }
  return viewWords(data, buildView(data, options), before, after)
}

describe('what is heard when the view changes', () => {
  it('says which chip went off and what is left', () => {
    expect(heard(choice(''), choice('hide=denied'))).toBe('Denied hidden. 2 principals in 1 row, 2 columns')
    expect(heard(choice('hide=denied'), choice(''))).toBe('Denied shown. 3 principals in 2 rows, 2 columns')
  })

  it('says how rows are folded, all of them or one', () => {
    expect(heard(choice(''), choice('group=0'))).toContain('Every principal on its own row')
    expect(heard(choice(''), choice('', ['arn:aws:iam::111122223333:role/a']))).toBe(
      'Row opened. 3 principals in 4 rows, 2 columns',
    )
  })

  it('is silent when only the choice moves', () => {
    expect(heard(choice(''), choice('as=app_ro&who=x'))).toBeNull()
  })
})
