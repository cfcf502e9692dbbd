import {
  allow,
  bounded,
  deny,
  EVERYTHING,
  holding,
  MFA,
  samplePolicy,
  sampleRole,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import type { CasesByRule, World } from './rule-cases'

const orders = sampleTarget()
const OFFICE = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }
const world = (...statements: object[]): World => ({ cast: [sampleRole('app', statements)] })
const guarded = (Condition: object) =>
  world(allow('app'), { Effect: 'Deny', Action: '*', Resource: '*', Condition })
const until = (date: string, operator = 'DateLessThan', key = 'aws:CurrentTime') =>
  world(allow('app', orders, { [operator]: { [key]: date } }))

/** Statements that hang on something. */
export const CONDITION_CASES: CasesByRule = {
  'condition-on-allow': {
    fires: { MFA: world(allow('app', orders, MFA)) },
    silent: {
      'no condition': world(allow('app')),
      'an empty condition': world(allow('app', orders, {})),
      'a key that RDS names as unsupported': world(allow('app', orders, OFFICE)),
      'a Deny': world(allow('app'), deny('app', orders, MFA)),
    },
  },
  'unsupported-condition-key': {
    fires: {
      'an address': world(allow('app', orders, OFFICE)),
      'a network, spelled with other capitals': world(
        allow('app', orders, { StringEquals: { 'AWS:sourcevpce': 'vpce-1' } }),
      ),
      'an address and MFA': world(allow('app', orders, { ...OFFICE, ...MFA })),
    },
    silent: {
      MFA: world(allow('app', orders, MFA)),
      'a Deny': world(allow('app'), deny('app', orders, OFFICE)),
    },
  },
  'condition-on-deny': {
    fires: {
      'an address': world(allow('app'), deny('app', orders, OFFICE)),
      MFA: world(
        allow('app'),
        deny('app', orders, { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
      ),
      'everything but a few actions without MFA': world(allow('app'), {
        Effect: 'Deny',
        NotAction: ['iam:*', 'sts:*'],
        Resource: '*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      }),
      'everything without TLS': guarded({ Bool: { 'aws:SecureTransport': 'false' } }),
      'everything from elsewhere': guarded({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
      'everything in another Region': guarded({ StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } }),
      'a boundary of everything': {
        cast: [
          bounded(
            sampleRole('app', [allow('app')]),
            samplePolicy('limit', [EVERYTHING, { ...EVERYTHING, Effect: 'Deny', Condition: MFA }]),
          ),
        ],
      },
      'a boundary': {
        cast: [
          bounded(
            sampleRole('app', [allow('app')]),
            samplePolicy('limit', [EVERYTHING, deny('app', orders, MFA)]),
          ),
        ],
      },
    },
    silent: {
      'no condition': world(allow('app'), deny('app')),
      'an Allow': world(allow('app', orders, MFA)),
      'everything on a bucket without TLS': world(allow('app'), {
        Effect: 'Deny',
        Action: '*',
        Resource: 'arn:aws:s3:::exports/*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
      'everything but logins without MFA': world(allow('app'), {
        Effect: 'Deny',
        NotAction: ['rds-db:*'],
        Resource: '*',
        Condition: MFA,
      }),
      'a policy of AWS’s own': {
        cast: [
          holding(
            sampleRole('app', [allow('app')]),
            samplePolicy(
              'arn:aws:iam::aws:policy/Guard',
              [{ ...EVERYTHING, Effect: 'Deny', Condition: MFA }],
              'awsManaged',
            ),
          ),
        ],
      },
      'a Deny of something else': world({ Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: MFA }),
    },
  },
  'grant-ended': {
    fires: {
      'a day that has passed': until('2026-11-22T00:00:00Z'),
      'seconds that have passed': until('1763769600'),
      'seconds since 1970 in their own key': until('1763769600', 'NumericLessThan', 'aws:EpochTime'),
      'a day that has passed, if the key exists': until('2026-11-22T00:00:00Z', 'DateLessThanIfExists'),
      'two days, the first passed': world(
        allow('app', orders, {
          DateLessThan: { 'aws:CurrentTime': '2026-11-22T00:00:00Z' },
          DateLessThanEquals: { 'aws:CurrentTime': '2027-11-22T00:00:00Z' },
        }),
      ),
    },
    silent: {
      'a day to come': until('2027-11-22T00:00:00Z'),
      'one of two days to come': world(
        allow('app', orders, {
          DateLessThan: { 'aws:CurrentTime': ['2026-11-22T00:00:00Z', '2027-11-22T00:00:00Z'] },
        }),
      ),
      'a day from which on': until('2026-11-22T00:00:00Z', 'DateGreaterThan'),
      'a Deny': world(deny('app', orders, { DateLessThan: { 'aws:CurrentTime': '2026-11-22T00:00:00Z' } })),
    },
  },
  'grant-ends-soon': {
    fires: { 'a day within the month': until('2026-12-05T00:00:00Z') },
    silent: {
      'a day next year': until('2027-11-22T00:00:00Z'),
      'a day that has passed': until('2026-11-22T00:00:00Z'),
      'no day': world(allow('app')),
    },
  },
}
