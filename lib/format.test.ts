import { describe, expect, it } from 'vitest'
import {
  formatAccount,
  formatAge,
  formatClock,
  formatComing,
  formatCount,
  formatDay,
  formatDuration,
  formatMoment,
  formatMomentIn,
  formatNumber,
  formatTimer,
  formatUtc,
  initials,
  shortenHost,
  shortenId,
  zoneName,
} from './format'

describe('numbers', () => {
  it('groups thousands and uses a real minus', () => {
    expect([0, 999, 1000, 5214, 1234567, -3].map(formatNumber)).toEqual([
      '0',
      '999',
      '1,000',
      '5,214',
      '1,234,567',
      '−3',
    ])
    expect([formatCount(1, 'target'), formatCount(2, 'target'), formatCount(0, 'entry', 'entries')]).toEqual([
      '1 target',
      '2 targets',
      '0 entries',
    ])
  })
})

describe('times', () => {
  it('are UTC, and name the year only when it is another one', () => {
    expect(formatClock('2026-11-18T14:02:11.900Z')).toBe('14:02:11')
    expect(formatDay('2026-11-18T00:00:00Z', '2026-01-01T00:00:00Z')).toBe('18 Nov')
    expect(formatDay('2025-11-18T00:00:00Z', '2026-01-01T00:00:00Z')).toBe('18 Nov 2025')
    expect(formatMoment('2026-11-18T14:02:11Z', '2026-11-18T20:00:00Z')).toBe('14:02:11')
    expect(formatMoment('2026-11-17T14:02:11Z', '2026-11-18T20:00:00Z')).toBe('17 Nov 14:02')
  })
  it('turn into durations and ages', () => {
    expect([12_000, 240_000, 7_500_000, 306_000_000].map(formatDuration)).toEqual([
      '12 s',
      '4 min',
      '2 h 5 min',
      '3 d 13 h',
    ])
    expect(formatAge('2026-11-18T06:00:00Z', '2026-11-18T14:00:00Z')).toBe('8 h ago')
    expect(formatAge('2026-11-18T14:00:02Z', '2026-11-18T14:00:00Z')).toBe('just now')
    expect(formatAge('2026-11-19T14:00:00Z', '2026-11-18T14:00:00Z')).toBe('in 1 d')
    expect([47, 899, 3723, -4].map(formatTimer)).toEqual(['0:47', '14:59', '1:02:03', '0:00'])
  })
})

describe('identifiers', () => {
  it('keep both ends', () => {
    expect(shortenId('db-7QK4M2XVN5RJ3HBTLWYC6DZEPA')).toBe('db-7QK4…ZEPA')
    expect(shortenId('cluster-5XJN2RQ7HVBKM4WTC3LAYD6FZE')).toBe('cluster-5XJN…6FZE')
    expect(shortenId('prx-0c41e830')).toBe('prx-0c41e830')
    expect(shortenHost('orders-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com')).toBe(
      'orders-prod.c9xk2m…ast-1.rds.amazonaws.com',
    )
    expect(formatAccount('111122223333')).toBe('1111-2222-3333')
    const names = ['mira.okafor', 'Priya Raman', 'operator', 'root (local)', '(x) 三浦', '👍']
    expect(names.map(initials)).toEqual(['MO', 'PR', 'O', 'R', 'X三', '?'])
  })
})

describe('times in the zone of whoever looks', () => {
  it.each([
    ['UTC', '2026-11-18T23:30:00.000Z', '2026-11-18T23:40:00.000Z', '23:30:00 UTC'],
    ['Europe/Berlin', '2026-11-18T14:02:11.000Z', '2026-11-18T15:00:00.000Z', '15:02:11 CET'],
    ['Europe/Berlin', '2026-07-18T14:02:11.000Z', '2026-07-18T15:00:00.000Z', '16:02:11 CEST'],
    // Today in UTC, yesterday on the wall.
    ['America/New_York', '2026-11-19T02:00:00.000Z', '2026-11-19T14:00:00.000Z', '18 Nov 21:00 GMT-5'],
    ['Asia/Kolkata', '2026-11-18T20:00:00.000Z', '2026-11-18T20:10:00.000Z', '01:30:00 GMT+5:30'],
  ])('%s: %s', (zone, iso, now, words) => {
    expect(`${formatMomentIn(zone, iso, now)} ${zoneName(zone, iso)}`).toBe(words)
  })

  it('without a now it has its day and year, in every zone', () => {
    expect(formatMomentIn('UTC', '2026-11-18T23:30:00Z')).toBe('18 Nov 2026 23:30')
    expect(formatMomentIn('Europe/Berlin', '2026-11-18T23:30:00Z')).toBe('19 Nov 2026 00:30')
  })

  it('what is to come has its weekday there', () => {
    const at = '2026-11-22T03:00:00.000Z'
    expect(formatComing('UTC', at)).toBe('Sun 22 Nov, 03:00 UTC')
    expect(formatComing('Asia/Kolkata', at)).toBe('Sun 22 Nov, 08:30 GMT+5:30')
    expect(formatComing('America/New_York', at)).toMatch(/^Sat 21 Nov, 22:00 (EST|GMT-5)$/)
  })

  it('a tip says it in UTC, without milliseconds', () => {
    expect(formatUtc('2026-11-18T14:02:11.123Z')).toBe('18 Nov 2026, 14:02:11 UTC')
  })
})
