import { describe, expect, it } from 'vitest'
import { type Gate, verdictOf } from './verdict'

const open: Gate = { accepted: true, userReady: true }
const off: Gate = { accepted: false, userReady: true }

describe('verdictOf', () => {
  it.each([
    ['allowed', open, 'canConnect'],
    ['allowed', { accepted: true, userReady: null }, 'canConnect'],
    ['allowed', off, 'dormant'],
    ['allowed', { accepted: true, userReady: false }, 'dormant'],
    ['conditional', open, 'conditional'],
    ['conditional', off, 'dormant'],
    ['explicitDeny', open, 'denied'],
    ['explicitDeny', off, 'denied'],
    ['implicitDeny', open, 'noAccess'],
    ['implicitDeny', off, 'noAccess'],
  ] as const)('%s behind %o is %s', (decision, gate, verdict) => {
    expect(verdictOf(decision, gate)).toBe(verdict)
  })

  it('says not evaluated, never access, when only an unreadable policy leaves it open', () => {
    expect(verdictOf('conditional', open, true)).toBe('notEvaluated')
    expect(verdictOf('conditional', off, true)).toBe('notEvaluated')
  })

  it('keeps a deny that no unreadable policy can lift', () => {
    expect(verdictOf('explicitDeny', open, true)).toBe('denied')
  })
})
