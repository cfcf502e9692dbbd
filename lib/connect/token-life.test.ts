import { describe, expect, it } from 'vitest'
import { durationWords, tokenLife } from './token-life'

const signedAt = new Date('2026-11-18T03:02:08.000Z')

describe('tokenLife', () => {
  it('is fifteen minutes when the session outlives it, or has no end', () => {
    const full = { expiresAt: '2026-11-18T03:17:08.000Z', seconds: 900, endsWithSession: false }
    expect(tokenLife(signedAt, null)).toMatchObject(full)
    expect(tokenLife(signedAt, '2026-11-18T05:00:00.000Z')).toMatchObject(full)
  })

  it('ends with the session that signed it', () => {
    expect(tokenLife(signedAt, '2026-11-18T03:11:06.000Z')).toEqual({
      expiresAt: '2026-11-18T03:11:06.000Z',
      fullLifeEndsAt: '2026-11-18T03:17:08.000Z',
      seconds: 538,
      endsWithSession: true,
    })
  })

  it('is over at once when the session has ended', () => {
    expect(tokenLife(signedAt, '2026-11-18T03:00:00.000Z').seconds).toBe(0)
  })
})

it('durations are said in the unit that matters', () => {
  expect([45, 89, 540, 9660, 200_000].map(durationWords)).toEqual([
    '45 s',
    '89 s',
    '9 min',
    '2 h 41 min',
    '2 d 7 h',
  ])
})
