import { connectArn } from '@/lib/access/model/target'
import {
  ACCOUNT,
  allow,
  bounded,
  type Cast,
  databaseUser,
  EVERYTHING,
  holding,
  MFA,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import type { CasesByRule, World } from './rule-cases'

const orders = sampleTarget()
const production = sampleTarget({ tags: { env: 'prod' } })
const world = (...statements: object[]): World => ({ cast: [sampleRole('app', statements)] })
const connecting = (Resource: string): World => world({ Effect: 'Allow', Action: 'rds-db:connect', Resource })
const inProduction = (cast: Cast): World => ({ targets: [production], cast: [cast] })
const elsewhere = { Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::exports/*' }
const noLogin = { Effect: 'Deny', Action: 'rds-db:*', Resource: '*' }
const allBut = (...actions: string[]) => ({ Effect: 'Allow', NotAction: actions, Resource: '*' })
const allExcept = (...resources: string[]) =>
  world({ Effect: 'Allow', Action: 'rds-db:connect', NotResource: resources })
const powerUser = samplePolicy('arn:aws:iam::aws:policy/PowerUserAccess', [allBut('iam:*')], 'awsManaged')

/** Grants of more than anybody needs. */
export const WIDE_GRANT_CASES: CasesByRule = {
  'wildcard-user': {
    fires: {
      'every user of a target': world(allow('*')),
      'every user, and no login to another target': world(allow('*'), {
        ...noLogin,
        Resource: `arn:aws:rds-db:us-east-1:${ACCOUNT}:dbuser:db-OTHER/*`,
      }),
      'every user, spelled in a roundabout way': world(allow('?*')),
      'every user of a database that was read': {
        ...world(allow('*')),
        scans: [sampleScan(orders, [databaseUser('app'), databaseUser('re$d')])],
      },
    },
    silent: {
      'one user': world(allow('app')),
      'users that begin alike': world(allow('app*')),
      'every user, and no login': world(allow('*'), noLogin),
      'a Deny': world({ Effect: 'Deny', Action: 'rds-db:connect', Resource: connectArn(orders, '*') }),
      'every target, which is another rule': connecting(`arn:aws:rds-db:us-east-1:${ACCOUNT}:dbuser:*/*`),
    },
  },
  'wildcard-target': {
    fires: {
      'one user of every target': connecting(`arn:aws:rds-db:us-east-1:${ACCOUNT}:dbuser:*/app`),
      everything: connecting('*'),
      'an id that begins alike': connecting(`arn:aws:rds-db:us-east-1:${ACCOUNT}:dbuser:db-*/app`),
    },
    silent: {
      'one target': world(allow('app')),
      'another account': connecting('arn:aws:rds-db:us-east-1:999900001111:dbuser:*/app'),
      'an administrator': world(EVERYTHING),
      'one user of every target, and no login': world(
        { Effect: 'Allow', Action: 'rds-db:connect', Resource: '*' },
        noLogin,
      ),
    },
  },
  'not-action-allow': {
    fires: {
      'everything but IAM': world(allBut('iam:*')),
      'everything but IAM on one target': world({ ...allBut('iam:*'), Resource: connectArn(orders, 'app') }),
    },
    silent: {
      'everything but logins': world(allBut('iam:*', 'rds-db:*')),
      'everything but what begins alike': world(allBut('rds*')),
      'a Deny': world({ ...allBut('iam:*'), Effect: 'Deny' }),
      'everything but IAM on a bucket': world({ ...allBut('iam:*'), Resource: 'arn:aws:s3:::exports/*' }),
      'a policy of AWS’s own': { cast: [holding(sampleRole('admin', []), powerUser)] },
      'everything but IAM, and no login': world(allBut('iam:*'), noLogin),
    },
  },
  'not-resource-allow': {
    fires: {
      'all but one user': allExcept(connectArn(orders, 'admin')),
      'all but a bucket': allExcept('arn:aws:s3:::exports/*'),
    },
    silent: {
      'all but every database': allExcept('arn:aws:rds-db:*:*:dbuser:*'),
      'a list': world(allow('app')),
      'all but one user, and no login': world(
        { Effect: 'Allow', Action: 'rds-db:connect', NotResource: connectArn(orders, 'admin') },
        noLogin,
      ),
      'a Deny': world({ Effect: 'Deny', Action: 'rds-db:connect', NotResource: connectArn(orders, 'app') }),
    },
  },
  'administrators-reach-production': {
    fires: {
      'every action': inProduction(sampleRole('admin', [EVERYTHING])),
      'every action under MFA': inProduction(sampleRole('admin', [{ ...EVERYTHING, Condition: MFA }])),
      PowerUserAccess: inProduction(holding(sampleRole('admin', []), powerUser)),
    },
    silent: {
      'no production': world(EVERYTHING),
      'every action on a bucket, and a login by name': inProduction(
        sampleRole('app', [elsewhere, allow('app', production)]),
      ),
      'a login by name': inProduction(sampleRole('app', [allow('app', production)])),
      'an administrator denied all logins': inProduction(
        sampleRole('admin', [EVERYTHING, { Effect: 'Deny', Action: 'rds-db:*', Resource: '*' }]),
      ),
      'an administrator bounded to storage': inProduction(
        bounded(
          sampleRole('admin', [EVERYTHING]),
          samplePolicy('storage', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]),
        ),
      ),
    },
  },
}
