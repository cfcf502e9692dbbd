import { expect, it } from 'vitest'
import type { Caveat } from '@/lib/access/model/caveat'
import { AT } from '@/lib/access/testing/sample-inventory'
import { namedCount, unreadPolicies } from './unread-policies'

const caveat = (scope: Caveat['scope'], subject: string, id = subject): Caveat => {
  return { id, scope, subject, message: '', answer: null, missingAction: null, at: AT }
}

it('a count of who can connect names the groups and policies that are not in it', () => {
  expect(
    unreadPolicies({ caveats: [caveat('database', 'orders-prod'), caveat('iam', 'IAM', 'iam')] }),
  ).toBeNull()
  expect(unreadPolicies({ caveats: [caveat('policy', 'ops')] })).toBe('ops not read')
  // It came, and is no JSON: that concerns its holder alone, who is counted as not evaluated.
  expect(unreadPolicies({ caveats: [caveat('policy', 'ops', 'policy-text:ops')] })).toBeNull()
  const caveats = [caveat('policy', 'ops'), caveat('policy', 'eng'), caveat('iam', 'IAM', 'iam:counts')]
  expect(unreadPolicies({ caveats })).toBe('ops and 2 more not read')
})

it('no name is no 0 while a policy that could give one is unread', () => {
  expect([namedCount(0, false), namedCount(0, true), namedCount(3, true)]).toEqual([0, null, 3])
})
