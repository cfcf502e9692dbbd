import { describe, expect, it } from 'vitest'
import { launchKeyState, spendLaunchKey } from '@/lib/operator/launch-key'

const HOUR_MS = 3_600_000

describe('the launch key', () => {
  it('opens once', () => {
    const key = 'k'.repeat(32)
    expect(spendLaunchKey('wrong', key, 0)).toBe('wrong')
    expect(spendLaunchKey(`${key}x`, key, 0)).toBe('wrong')
    expect(spendLaunchKey('', key, 0)).toBe('wrong')
    expect(spendLaunchKey(key, key, 0)).toBe('good')
    expect(spendLaunchKey(key, key, 0)).toBe('used')
  })

  it('is not spent by being looked at', () => {
    const key = 'l'.repeat(32)
    for (let n = 0; n < 3; n++) expect(launchKeyState(key, key, 0)).toBe('good')
    expect(spendLaunchKey(key, key, 0)).toBe('good')
    expect(launchKeyState(key, key, 0)).toBe('used')
  })

  it('opens nothing twelve hours after the server was started', () => {
    const key = 'm'.repeat(32)
    expect(spendLaunchKey(key, key, 12 * HOUR_MS)).toBe('expired')
    expect(spendLaunchKey(key, key, 12 * HOUR_MS - 1)).toBe('good')
  })

  it('opens nothing where none is set, not even the empty one', () => {
    expect(spendLaunchKey('', null, 0)).toBe('wrong')
  })
})
