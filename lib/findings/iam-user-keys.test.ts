import { describe, expect, it } from 'vitest'
import type { UserCredentials } from '@/lib/access/model/user-credentials'
import { allow, sampleTarget, sampleUser } from '@/lib/access/testing/sample-inventory'
import { findingsOf } from './testing/sample-findings'

const active = { active: true, changedAt: '2025-03-04T09:12:00.000Z', lastUsedAt: '2026-11-20T08:00:00.000Z' }
const inactive = { active: false, changedAt: null, lastUsedAt: null }
const production = sampleTarget({ tags: { env: 'prod' } })
const elsewhere = sampleTarget({ name: 'orders-test' })

function said(target: typeof production, credentials: Partial<UserCredentials> | null) {
  const own = credentials && {
    keys: [],
    consolePassword: false,
    asOf: '2026-11-23T14:00:00.000Z',
    ...credentials,
  }
  const cast = [sampleUser('ci', [allow('app', target)], { credentials: own })]
  const [finding] = findingsOf('iam-user-can-connect', { targets: [target], cast })
  return finding
}
const factsOf = (finding: ReturnType<typeof said>) =>
  Object.fromEntries((finding?.evidence.facts ?? []).map(({ label, value }) => [label, value]))

describe('an IAM user that can connect', () => {
  it.each([
    ['an active key', production, { keys: [active, inactive] }, 'high'],
    ['an active key', elsewhere, { keys: [active] }, 'medium'],
    ['keys that were not read', production, null, 'high'],
    ['keys that were not read', elsewhere, null, 'medium'],
    ['only a console password', production, { keys: [inactive], consolePassword: true }, 'medium'],
    ['only a console password', elsewhere, { consolePassword: true }, 'low'],
    ['nothing to sign with', production, { keys: [inactive] }, 'low'],
  ] as const)('with %s on %o weighs by what it can sign with', (_, target, credentials, severity) => {
    const keys = credentials && { ...credentials, keys: [...('keys' in credentials ? credentials.keys : [])] }
    expect(said(target, keys)?.severity).toBe(severity)
  })

  it('tells how old its keys are, when they were used, and of when that is', () => {
    expect(factsOf(said(production, { keys: [active, inactive] }))).toMatchObject({
      'Access keys': '1 active, 1 inactive',
      'Oldest active key': '629 days, from 4 Mar 2025, 09:12 UTC',
      'Key last used': '20 Nov 2026, 08:00 UTC',
      'Console password': 'No',
      'Credential report': '23 Nov 2026, 14:00 UTC',
    })
    expect(factsOf(said(production, null))).toMatchObject({ 'Access keys': 'Not read' })
  })

  it('is not told of a role, nor of a user that reaches nothing', () => {
    const user = sampleUser('ci', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }])
    expect(findingsOf('iam-user-can-connect', { cast: [user] })).toEqual([])
  })
})
