import { timingSafeEqual } from 'node:crypto'
import { processState } from '@/lib/operator/process-state'

export type KeyState = 'good' | 'wrong' | 'used' | 'expired'

/** The key that a server is started with opens it for this long. */
export const LAUNCH_KEY_HOURS = 12

const usedKeys = processState('used launch keys', () => new Set<string>())

/** In constant time. */
function isSame(given: string, expected: string): boolean {
  const left = Buffer.alloc(512)
  const right = Buffer.alloc(512)
  left.write(given)
  right.write(expected)
  return timingSafeEqual(left, right) && given.length === expected.length
}

/** Spends nothing. */
export function launchKeyState(given: string, expected: string | null, ageMs: number): KeyState {
  if (expected === null || !isSame(given, expected)) return 'wrong'
  if (usedKeys().has(expected)) return 'used'
  return ageMs < LAUNCH_KEY_HOURS * 3_600_000 ? 'good' : 'expired'
}

/** `good` once for the right key. */
export function spendLaunchKey(given: string, expected: string | null, ageMs: number): KeyState {
  const state = launchKeyState(given, expected, ageMs)
  if (state === 'good' && expected !== null) usedKeys().add(expected)
  return state
}
