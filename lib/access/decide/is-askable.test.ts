import { expect, it } from 'vitest'
import { isAskable } from './is-askable'

it.each([
  ['app', 'user', true],
  ['app', 'missing', true],
  ['dev_*', 'pattern', false],
  ['a?', 'user', false],
  ['a'.repeat(1_900), 'missing', true],
  // One such name in a policy would have AWS refuse the question about all the others.
  ['a'.repeat(2_000), 'missing', false],
] as const)('%s as %s can be asked of AWS: %s', (name, kind, askable) => {
  expect(isAskable({ name, kind })).toBe(askable)
})
