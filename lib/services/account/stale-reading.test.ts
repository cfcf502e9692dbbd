import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { failedAgain, type ReadingFailure } from '@/lib/services/account/stale-reading'

const NOW = Date.parse('2026-11-23T12:00:00.000Z')

describe('a reading that failed', () => {
  it('is tried again after 5 s, then ever more rarely, at least once a minute', () => {
    const waits: number[] = []
    let failure: ReadingFailure | null = null
    for (let time = 0; time < 6; time += 1) {
      failure = failedAgain(failure, new AppError('throttled', 'AWS asks to slow down.'), NOW)
      waits.push((failure.retryAt - NOW) / 1000)
    }
    expect(waits).toEqual([5, 10, 20, 40, 60, 60])
  })

  it('says what AWS said, and of anything else only that the log has it', () => {
    const refused = new AppError('accessDenied', 'Not allowed.')
    expect(failedAgain(null, refused, NOW)).toMatchObject({ error: refused, at: '2026-11-23T12:00:00.000Z' })
    expect(failedAgain(null, new TypeError('x of undefined'), NOW).error.message).not.toContain('undefined')
  })
})
