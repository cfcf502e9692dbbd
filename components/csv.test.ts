import { expect, it } from 'vitest'
import { csv } from './csv'

it('quotes what needs it and never hands a spreadsheet a formula', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['x,"y"', 1],
        ['=cmd()', -2],
        [null, true],
      ],
    ),
  ).toBe('a,b\r\n"x,""y""",1\r\n\'=cmd(),-2\r\n,true\r\n')
})
