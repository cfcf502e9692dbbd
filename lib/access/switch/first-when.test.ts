import { describe, expect, it } from 'vitest'
import { firstWhen, firstWhenTogether } from './first-when'

describe('the moment chosen first', () => {
  const at = {
    before: 'on',
    desired: 'on',
    restarts: false,
    nextWindowAt: '2026-11-22T03:00:00.000Z',
  } as const

  it('is never now for turning off production, whatever else is true', () => {
    const off = { ...at, desired: 'off' } as const
    for (const before of ['on', 'turningOff', 'scheduledOff', 'pendingOff'] as const)
      for (const restarts of [true, false])
        for (const nextWindowAt of [at.nextWindowAt, null])
          expect(firstWhen({ ...off, before, restarts, nextWindowAt }, true)).not.toBe('now')
    expect(firstWhen(off, true)).toBe('window')
    expect(firstWhen({ ...off, nextWindowAt: null }, true)).toBeNull()
    expect(firstWhen(off, false)).toBe('now')
  })

  it('is the window where now would restart the database, and now where it brings a waiting change forward', () => {
    expect(firstWhen({ ...at, before: 'off' }, true)).toBe('now')
    expect(firstWhen({ ...at, before: 'off', restarts: true }, false)).toBe('window')
    expect(firstWhen({ ...at, before: 'scheduledOn' }, true)).toBe('now')
  })

  it('of several is now where each alone begins with it, and the window where one does not', () => {
    const [plain, restarting] = [
      { ...at, before: 'off' } as const,
      { ...at, before: 'off', restarts: true } as const,
    ]
    const one = (plan: typeof plain | typeof restarting, isProduction = false) => ({ plan, isProduction })
    expect(firstWhenTogether([one(plain), one(plain, true)])).toBe('now')
    expect(firstWhenTogether([one(plain), one(restarting)])).toBe('window')
    expect(firstWhenTogether([one(plain), { plan: { ...at, desired: 'off' }, isProduction: true }])).toBe(
      'window',
    )
  })
})
