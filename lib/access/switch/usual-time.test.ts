import { expect, it } from 'vitest'
import { usualTime } from './usual-time'

const minutes = (...each: number[]) => each.map(one => one * 60_000)

it.each([
  ['none', [], null],
  ['two', minutes(4, 5), null],
  ['three', minutes(4, 5, 6), 'usually 5 to 6 min here'],
  ['one that hung among many', minutes(3.5, 4, 5, 5.4, 60), 'usually 4 to 6 min here'],
  ['all alike', minutes(5, 5, 5), 'usually about 5 min here'],
  ['all at once', [1_000, 2_000, 9_000], 'usually under 1 min here'],
])('of %s: %#', (_, took, words) => {
  expect(usualTime(took)).toBe(words)
})
