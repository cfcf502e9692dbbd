import { expect, it } from 'vitest'
import { allow, sampleRole } from '@/lib/access/testing/sample-inventory'
import { findingsOf } from './testing/sample-findings'

const idle = sampleRole('idle', [allow('app')], { lastUsedAt: '2026-01-01T00:00:00.000Z' })

it('a finding that says who reaches what says so as far as read while SCPs are unread', () => {
  const { principal } = idle
  const policies = { ...principal.policies, serviceControl: { state: 'unread' } as const }
  const [certain] = findingsOf('unused-role', { cast: [idle] })
  const [hedged] = findingsOf('unused-role', { cast: [{ ...idle, principal: { ...principal, policies } }] })
  expect(certain?.sentence).toMatch(/^role\/idle can connect to 1 target and was last used on [^.]+\.$/)
  expect(hedged?.sentence).toBe(`${certain?.sentence} As far as read: organisation policies are unread.`)
  expect(hedged?.affected.every(({ asFarAsRead }) => asFarAsRead)).toBe(true)
})
