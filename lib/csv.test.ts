import { expect, it } from 'vitest'
import { csv } from '@/lib/csv'

it.each<[string | number | boolean | null, string]>([
  ['plain', 'plain'],
  ['x,"y"', '"x,""y"""'],
  ['a;b', '"a;b"'],
  ['two\nlines', '"two\nlines"'],
  ['=cmd()', '"\'=cmd()"'],
  ['+1', '"\'+1"'],
  ['-1', '"\'-1"'],
  ['@sum', '"\'@sum"'],
  ['\tx', '"\'\tx"'],
  ['\rx', '"\'\rx"'],
  [-2, '-2'],
  [null, ''],
  [true, 'true'],
])('writes %j as %s: quoted where needed, and never a formula', (value, written) => {
  expect(csv(['a'], [[value]])).toBe(`a\r\n${written}\r\n`)
})
