import {
  ACCOUNT,
  allow,
  bounded,
  databaseUser,
  EVERYTHING,
  holding,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
  sampleUser,
} from '@/lib/access/testing/sample-inventory'
import type { CasesByRule, World } from './rule-cases'

const orders = sampleTarget()
const scans = [sampleScan(orders, [databaseUser('app'), databaseUser('dev@corp')])]
const arn = (path: string, region = 'us-east-1', account = ACCOUNT) =>
  `arn:aws:rds-db:${region}:${account}:dbuser:${path}`
const world = (...statements: object[]): World => ({ cast: [sampleRole('app', statements)], scans })
const connecting = (Resource: string | string[], Effect = 'Allow'): World =>
  world({ Effect, Action: 'rds-db:connect', Resource })
const acting = (Action: string | string[], Resource: string = arn('db-ORDERS/app')): World =>
  world({ Effect: 'Allow', Action, Resource })
const slash = arn('db-ORDERS/app').replace('dbuser:', 'dbuser/')
const sound = connecting(arn('db-ORDERS/app'))
const own = (user: string) => samplePolicy('own', [allow(user)], 'customerManaged')
const username = `dev_\${aws:username}`

/** What was meant for a login and is none. */
export const MISSPELLED_CASES: CasesByRule = {
  'misspelled-resource': {
    fires: {
      'a slash after dbuser': connecting(slash),
      'a slash after dbuser, denied': connecting(slash, 'Deny'),
      'a slash after dbuser and stars': connecting(arn('*/*', '*', '*').replace('dbuser:', 'dbuser/')),
      'a slash after dbuser and stars, denied': connecting(
        arn('*/*', '*', '*').replace('dbuser:', 'dbuser/'),
        'Deny',
      ),
      'db-user': connecting(arn('db-ORDERS/app').replace('dbuser', 'db-user')),
      'no dbuser': connecting(arn('db-ORDERS/app').replace('dbuser:', '')),
      'no dbuser, which a star makes up for': connecting(
        arn('db-ORDERS/app', 'us-east-1', '*').replace('dbuser:', ''),
      ),
      'Region and account in each other’s place': connecting(arn('db-ORDERS/app', ACCOUNT, 'us-east-1')),
      'no account at all': connecting('arn:aws:rds-db:us-east-1:dbuser:db-ORDERS/app'),
      'a slash and a name': connecting(slash.replace('db-ORDERS', 'orders-prod')),
      'the right entry beside it': connecting([slash, arn('db-ORDERS/app')]),
      'the same entry twice': connecting([slash, slash]),
      'every action on it': acting('*', slash),
      'all but a few actions on it': world({ Effect: 'Allow', NotAction: ['iam:*'], Resource: slash }),
      'an exception': world({ Effect: 'Allow', Action: 'rds-db:connect', NotResource: [slash] }),
      'an exception of a Deny': world(EVERYTHING, {
        Effect: 'Deny',
        Action: 'rds-db:connect',
        NotResource: slash,
      }),
      'a Deny of a boundary': {
        cast: [
          bounded(
            sampleRole('app', [allow('app')]),
            samplePolicy('limit', [
              EVERYTHING,
              { Effect: 'Deny', Action: 'rds-db:connect', Resource: slash },
            ]),
          ),
        ],
      },
    },
    silent: {
      'a login': sound,
      'every user': connecting(arn('db-ORDERS/*')),
      'a star that stands for dbuser': connecting(`arn:aws:rds-db:us-east-1:${ACCOUNT}:*/app`),
      'a statement about something else': acting('s3:GetObject', slash),
    },
  },
  'capitals-in-arn': {
    fires: {
      'the service': connecting(arn('db-ORDERS/app').replace('rds-db', 'RDS-DB')),
      'the Region': connecting(arn('db-ORDERS/app', 'US-EAST-1')),
      'the Region and every target': connecting(arn('*/app', 'US-EAST-1')),
      'the resource id': connecting(arn('db-orders/app')),
    },
    silent: { 'a login': sound, 'the user, which is another rule': connecting(arn('db-ORDERS/App')) },
  },
  'incomplete-arn': {
    fires: {
      'a star and a user': connecting('arn:aws:rds-db:*/app'),
      'a star within a Region': connecting('arn:aws:rds-db:us-*-1'),
    },
    silent: {
      'no star': connecting('arn:aws:rds-db:us-east-1'),
      'a star at the end': connecting('arn:aws:rds-db:us-*'),
      'six parts': sound,
    },
  },
  'misspelled-database-user': {
    fires: {
      'a space before it': connecting(arn('db-ORDERS/ app')),
      'a space behind it': connecting(arn('db-ORDERS/app ')),
      'a host': connecting(arn('db-ORDERS/app@%')),
      'URL-encoding': connecting(arn('db-ORDERS/dev%40corp')),
      'URL-encoding of what nobody knows': connecting(arn('db-ORDERS/dev%2Fana')),
      'a database in the path': connecting(arn('db-ORDERS/orders/app')),
      'a placeholder': connecting(arn('db-ORDERS/<user>')),
      'a variable of a template': connecting(arn(`db-ORDERS/\${db_user}`)),
      'a variable of CloudFormation': connecting(arn(`db-ORDERS/\${AWS::StackName}`)),
      'a user id without its dollar': connecting(arn('db-ORDERS/ro_{aws:userid}')),
      'a database and every user': connecting(arn('db-ORDERS/orders/*')),
    },
    silent: {
      'a login': sound,
      'an address': connecting(arn('db-ORDERS/jane@example.com')),
      'a dollar that means itself': connecting(arn(`db-ORDERS/app\${$}`)),
      'a variable with a slash': connecting(arn(`db-ORDERS/\${aws:PrincipalTag/name}`)),
      'a user of that very name': {
        cast: [sampleRole('app', [allow('app@%')])],
        scans: [sampleScan(orders, [databaseUser('app@%')])],
      },
    },
  },
  'other-service': {
    fires: {
      'a bucket': connecting('arn:aws:s3:::exports/*'),
      'a secret': connecting(`arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:app`),
      'a bucket beside a login': connecting(['arn:aws:s3:::exports/*', arn('db-ORDERS/app')]),
    },
    silent: {
      'a login': sound,
      'an action that it is for': acting(['rds-db:connect', 's3:GetObject'], 'arn:aws:s3:::exports/*'),
      'an rds: ARN, which is another rule': connecting(orders.arn),
    },
  },
  'entry-matches-nothing': {
    fires: {
      'ids that nothing has': connecting(arn('db-ZZ*/app')),
      'proxies, of which there are none': connecting(arn('prx-*/app')),
      'a Deny': connecting(arn('db-ZZ*/app'), 'Deny'),
    },
    silent: {
      'a login': sound,
      'every target': connecting(arn('*/app')),
      'a Region that was not read': connecting(arn('*/app', 'eu-west-1')),
      'an id that is gone, which is another rule': connecting(arn('db-GONE/app')),
    },
  },
  'no-such-action': {
    fires: {
      'signing alone': acting('rds:GenerateDBAuthToken', '*'),
      'signing beside the login': acting(['rds-db:connect', 'rds:GenerateDbAuthToken']),
      'signing beside something else': acting(['rds:DescribeDBInstances', 'rds:GenerateDBAuthToken'], '*'),
      'an action of rds-db that there is not': acting('rds-db:GenerateToken'),
      'a Deny of signing': world({ Effect: 'Deny', Action: 'rds:GenerateDBAuthToken', Resource: '*' }),
    },
    silent: {
      'a login': sound,
      'every login': acting('rds-db:*'),
      'rds:connect, which is another rule': acting('rds:connect'),
      'actions of RDS': acting(['rds:DescribeDBInstances', 'rds:StartExportTask'], '*'),
      'tokens of something else': acting('ecr:GetAuthorizationToken', '*'),
    },
  },
  'variable-without-value': {
    fires: {
      'a user name on a role': connecting(arn(`db-ORDERS/${username}`)),
      'a user name on a role, denied': connecting(arn(`db-ORDERS/${username}`), 'Deny'),
      'a user and a role': {
        cast: [holding(sampleUser('ana', []), own(username)), holding(sampleRole('app', []), own(username))],
      },
    },
    silent: {
      'a user name on a user': { cast: [sampleUser('ana', [allow(username)])] },
      'a tag on a role': connecting(arn(`db-ORDERS/\${aws:PrincipalTag/name}`)),
      'a default': connecting(arn(`db-ORDERS/\${aws:username, 'app'}`)),
      'a name': sound,
    },
  },
}
