import { describe, expect, it } from 'vitest'
import { dialogTitle, effectWords, submitWords } from './switch-words'

const plan = {
  name: 'billing-prod',
  desired: 'on',
  before: 'off',
  restarts: false,
} as const

describe('words of the switch', () => {
  it('the button names the effect', () => {
    expect(submitWords(plan, 'now')).toBe('Turn on now')
    expect(submitWords({ ...plan, restarts: true }, 'now')).toBe('Turn on and restart now')
    expect(submitWords({ ...plan, restarts: true }, 'window')).toBe('Turn on in the next window')
    expect(submitWords({ ...plan, before: 'scheduledOn', desired: 'off' }, 'window')).toBe(
      'Cancel the scheduled change',
    )
  })

  it('a scheduled change is cancelled, not switched', () => {
    expect(dialogTitle({ ...plan, before: 'scheduledOn', desired: 'off' })).toMatch(
      /^Cancel the scheduled change/,
    )
    expect(dialogTitle({ ...plan, before: 'scheduledOn' })).toMatch(/^Turn on/)
  })

  it('a change that RDS has pending, and did not say for when, is not called scheduled', () => {
    const other = { ...plan, before: 'pendingOn', desired: 'off' } as const
    expect(submitWords(other, 'window')).toBe('Cancel the pending change')
    expect(dialogTitle(other)).toMatch(/^Cancel the pending change/)
  })

  it('counts what changes, and says none', () => {
    expect(effectWords({ gains: 8, losses: 0, conditional: 1 })).toBe('8 connect, 1 conditional')
    expect(effectWords({ gains: 0, losses: 0, conditional: 0 })).toBe('none')
  })
})
