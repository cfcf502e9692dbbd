import { expect, it } from 'vitest'
import type { Caveat } from './caveat'
import { AT } from './sample-inventory'
import { unreadPolicies } from './unread-policies'

const caveat = (scope: Caveat['scope'], subject: string, id = subject): Caveat => {
  return { id, scope, subject, message: '', answer: null, missingAction: null, at: AT }
}

it('a count of who can connect names the groups and policies that are not in it', () => {
  expect(
    unreadPolicies({ caveats: [caveat('database', 'orders-prod'), caveat('iam', 'IAM', 'iam')] }),
  ).toBeNull()
  expect(unreadPolicies({ caveats: [caveat('policy', 'ops')] })).toBe('ops not read')
  const caveats = [caveat('policy', 'ops'), caveat('policy', 'eng'), caveat('iam', 'IAM', 'iam:counts')]
  expect(unreadPolicies({ caveats })).toBe('ops and 2 more not read')
})
