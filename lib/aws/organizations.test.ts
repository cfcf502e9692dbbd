import { describe, expect, it } from 'vitest'
import { isOn } from '@/lib/aws/organizations'

const SCP = 'SERVICE_CONTROL_POLICY' as const

describe('whether a kind of policy is on at the root', () => {
  it('it is where AWS lists it as enabled, and is not where AWS lists others only', () => {
    expect(isOn({ PolicyTypes: [{ Type: SCP, Status: 'ENABLED' }] }, SCP)).toBe(true)
    expect(isOn({ PolicyTypes: [{ Type: 'TAG_POLICY', Status: 'ENABLED' }] }, SCP)).toBe(false)
    expect(isOn({ PolicyTypes: [] }, SCP)).toBe(false)
  })

  it.each([
    ['nothing is said', {}],
    ['it is being switched on', { PolicyTypes: [{ Type: SCP, Status: 'PENDING_ENABLE' as const }] }],
    ['it is being switched off', { PolicyTypes: [{ Type: SCP, Status: 'PENDING_DISABLE' as const }] }],
  ])('is not known where %s', (_, root) => {
    expect(() => isOn(root, SCP)).toThrow(/Read again/)
  })
})
