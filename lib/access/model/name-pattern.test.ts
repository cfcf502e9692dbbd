import { expect, it } from 'vitest'
import { commonPattern } from './name-pattern'

it.each([
  [['eng-search', 'eng-pay'], 'eng-*'],
  [['svc-a-one', 'svc-a-two'], 'svc-a-*'],
  [['analytics', 'analysis'], null],
  [['a', 'b'], null],
  [['ana.lopez', 'ana.silva'], 'ana.*'],
])('%o have %s in common', (names, pattern) => {
  expect(commonPattern(names)).toBe(pattern)
})
