import {
  ACCOUNT,
  allow,
  bounded,
  deny,
  EVERYTHING,
  samplePolicy,
  sampleRole,
  sampleTarget,
  sampleUser,
} from '@/lib/access/sample-inventory'
import type { CasesByRule, World } from './rule-cases'

const orders = sampleTarget()
const OTHER = '999900001111'
const root = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` })
const ORGANIZATION = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }

function trusting(who: object, statements: object[] = [allow('app')]): World {
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...who }] }
  return { cast: [sampleRole('app', statements, { trustText: JSON.stringify(trust) })] }
}
const used = (lastUsedAt: string | null, ...statements: object[]): World => ({
  cast: [sampleRole('app', statements, { lastUsedAt })],
})
const boundedBy = (granted: object[], ...limit: object[]): World => ({
  cast: [bounded(sampleRole('app', granted), samplePolicy('limit', limit))],
})
const storage = { Effect: 'Allow', Action: 's3:*', Resource: '*' }

/** Those who connect, and who becomes them. */
export const PRINCIPAL_CASES: CasesByRule = {
  'iam-user-can-connect': {
    fires: { 'a user with a grant': { cast: [sampleUser('ci', [allow('app')])] } },
    silent: {
      'a role with a grant': { cast: [sampleRole('ci', [allow('app')])] },
      'a user without one': { cast: [sampleUser('ci', [storage])] },
      'a user that is denied': { cast: [sampleUser('ci', [allow('app'), deny('*')])] },
    },
  },
  'boundary-blocks': {
    fires: {
      'a boundary about something else': boundedBy([allow('app')], storage),
      'a boundary for another user': boundedBy([allow('app')], allow('web')),
    },
    silent: {
      'a boundary that allows it': boundedBy([allow('app')], allow('*')),
      'a boundary over an administrator': boundedBy([EVERYTHING], storage),
      'a boundary over nothing about databases': boundedBy([storage], storage),
      'a grant that is denied anyhow': boundedBy([allow('app'), deny('app')], storage),
      'no boundary': { cast: [sampleRole('app', [allow('app')])] },
    },
  },
  'role-anyone-may-assume': {
    fires: {
      'a star': trusting({ Principal: '*' }),
      'a star among the principals of AWS': trusting({ Principal: { AWS: '*' } }),
      'all but one': trusting({ NotPrincipal: root(ACCOUNT) }),
    },
    silent: {
      'a star of one organisation': trusting({ Principal: '*', Condition: ORGANIZATION }),
      'this account': trusting({ Principal: root(ACCOUNT) }),
      'a role without grants': trusting({ Principal: '*' }, []),
      'a Deny': trusting({ Effect: 'Deny', Principal: '*' }),
    },
  },
  'role-account-may-assume': {
    fires: {
      'the root of this account': trusting({ Principal: root(ACCOUNT) }),
      'this account by number': trusting({ Principal: { AWS: ACCOUNT } }),
    },
    silent: {
      'one role': trusting({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/deploy` } }),
      'this account under MFA': trusting({
        Principal: root(ACCOUNT),
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      }),
      'another account': trusting({ Principal: root(OTHER) }),
      'a role without grants': trusting({ Principal: root(ACCOUNT) }, [storage]),
    },
  },
  'outside-account-may-assume': {
    fires: {
      'the root of another account': trusting({ Principal: root(OTHER) }),
      'another account by number': trusting({ Principal: { AWS: [ACCOUNT, OTHER] } }),
    },
    silent: {
      'an external id': trusting({
        Principal: root(OTHER),
        Condition: { StringEquals: { 'sts:ExternalId': 'x' } },
      }),
      'one role of another account': trusting({ Principal: { AWS: `arn:aws:iam::${OTHER}:role/deploy` } }),
      'this account': trusting({ Principal: root(ACCOUNT) }),
      'a role without grants': trusting({ Principal: root(OTHER) }, []),
    },
  },
  'trusts-deleted-principal': {
    fires: {
      'a user that is gone': trusting({ Principal: { AWS: 'AIDAQWJ3XNVT5R2KJ7BZL' } }),
      'a role that is gone, under a condition': trusting({
        Principal: { AWS: 'AROAQWJ3XNVT5R2KJ7BZL' },
        Condition: ORGANIZATION,
      }),
    },
    silent: {
      'a role that is there': trusting({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/deploy` } }),
      'a role without grants': trusting({ Principal: { AWS: 'AIDAQWJ3XNVT5R2KJ7BZL' } }, []),
    },
  },
  'unused-role': {
    fires: { 'a role idle since spring': used('2026-04-01T00:00:00Z', allow('app')) },
    silent: {
      'a role used this month': used('2026-11-01T00:00:00Z', allow('app')),
      'a role of which AWS does not know': used(null, allow('app')),
      'an idle role without grants': used('2026-04-01T00:00:00Z', storage),
      'an idle role whose grant is denied': used('2026-04-01T00:00:00Z', allow('app'), deny('app', orders)),
    },
  },
}
