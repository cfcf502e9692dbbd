import { expect, it } from 'vitest'
import { looksTheSame, newerAnswer } from './newer-answer'

const at = (second: string) => `2026-11-28T14:14:${second}Z`

it.each([
  ['newer than all that is shown', at('14.000'), at('10.000'), at('10.000'), at('14.000')],
  [
    'newer than a page that keeps something from before',
    at('14.000'),
    at('10.000'),
    at('02.000'),
    at('14.000'),
  ],
  ['what the shell shows', at('10.000'), at('10.000'), at('02.000'), null],
  [
    'what the page shows, gone to later than its shell was drawn',
    at('14.000'),
    at('10.000'),
    at('14.000'),
    null,
  ],
  ['older than what is shown', at('09.000'), at('10.000'), null, null],
  ['the first', at('14.000'), null, null, null],
  ['none', null, at('10.000'), null, null],
])('an answer that is %s', (_, answer, shell, page, newer) => {
  expect(newerAnswer(answer, shell, page)).toBe(newer)
})

it('two times of one second read the same', () => {
  expect(looksTheSame(at('14.900'), at('14.100'))).toBe(true)
  expect(looksTheSame(at('15.000'), at('14.999'))).toBe(false)
  expect(looksTheSame(at('15.000'), null)).toBe(false)
})
