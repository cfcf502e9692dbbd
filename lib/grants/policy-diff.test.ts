import fc from 'fast-check'
import { expect, it } from 'vitest'
import { diffLines } from './policy-diff'

it('both texts can be read back from the difference', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }).map(lines => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after)
      const side = (other: string) => lines.filter(line => line.kind !== other).map(line => line.text)
      expect(side('added').join('\n')).toBe(before)
      expect(side('removed').join('\n')).toBe(after)
    }),
  )
})

it('shows only the line that changed', () => {
  expect(diffLines('{\n  a,\n  b\n}', '{\n  a,\n  x,\n  b\n}').filter(line => line.kind !== 'same')).toEqual([
    { kind: 'added', text: '  x,' },
  ])
})
