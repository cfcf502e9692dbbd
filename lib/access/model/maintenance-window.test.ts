import { describe, expect, it } from 'vitest'
import { nextWindowStart, windowInWords } from './maintenance-window'

describe('nextWindowStart', () => {
  it.each([
    ['later this week', 'sun:03:00-sun:03:30', '2026-11-18T14:02:11Z', '2026-11-22T03:00:00.000Z'],
    ['later today', 'wed:23:45-thu:00:15', '2026-11-18T14:02:11Z', '2026-11-18T23:45:00.000Z'],
    [
      'earlier today means next week',
      'wed:03:00-wed:03:30',
      '2026-11-18T14:02:11Z',
      '2026-11-25T03:00:00.000Z',
    ],
    [
      'the very minute it begins means next week',
      'wed:14:02-wed:14:32',
      '2026-11-18T14:02:11Z',
      '2026-11-25T14:02:00.000Z',
    ],
    ['over the end of a year', 'fri:01:00-fri:01:30', '2026-12-31T23:59:59Z', '2027-01-01T01:00:00.000Z'],
    ['capitals', 'Sun:03:00-Sun:03:30', '2026-11-18T14:02:11Z', '2026-11-22T03:00:00.000Z'],
  ])('%s', (_, window, now, expected) => {
    expect(nextWindowStart(window, new Date(now))?.toISOString()).toBe(expected)
  })

  it.each([null, '', 'sometime', 'xyz:03:00-xyz:03:30'])('knows none for %s', window => {
    expect(nextWindowStart(window, new Date('2026-11-18T14:02:11Z'))).toBeNull()
  })
})

it.each([
  ['sun:03:00-sun:03:30', 'Sunday 03:00 to 03:30 UTC'],
  ['wed:23:45-thu:00:15', 'Wednesday 23:45 to Thursday 00:15 UTC'],
  ['sometime', 'sometime UTC'],
])('says %s as a person would', (window, words) => {
  expect(windowInWords(window)).toBe(words)
})
