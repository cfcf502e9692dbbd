import { expect, it } from 'vitest'
import { ageWords } from './age-words'

const now = '2026-11-23T14:02:11.000Z'

it('counts hours within a day and days from then on', () => {
  expect(ageWords('2026-11-23T13:40:00.000Z', now)).toBe('today')
  expect(ageWords('2026-11-22T23:50:00.000Z', '2026-11-23T00:10:00.000Z')).toBe('1 h')
  expect(ageWords('2026-11-23T08:00:00.000Z', now)).toBe('6 h')
  expect(ageWords('2026-11-22T14:03:00.000Z', now)).toBe('23 h')
  expect(ageWords('2026-11-21T14:02:00.000Z', now)).toBe('2 d')
  expect(ageWords('2022-11-23T14:02:00.000Z', now)).toBe('1,461 d')
})
