import {
  ACCOUNT,
  allow,
  bounded,
  databaseUser,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import type { CasesByRule, World } from './rule-cases'

const orders = sampleTarget()
const west = sampleTarget({ name: 'reports', resourceId: 'db-WEST', region: 'us-west-2' })
const cluster = sampleTarget({
  kind: 'auroraCluster',
  name: 'warehouse',
  resourceId: 'cluster-WAREHOUSE',
  arn: `arn:aws:rds:us-east-1:${ACCOUNT}:cluster:warehouse`,
  members: [
    {
      name: 'warehouse-1',
      resourceId: 'db-MEMBER',
      role: 'writer',
      instanceClass: 'db.r6g.large',
      status: 'available',
      endpoint: null,
    },
  ],
})
const arn = (path: string, region = 'us-east-1', account = ACCOUNT, partition = 'aws') =>
  `arn:${partition}:rds-db:${region}:${account}:dbuser:${path}`

function granting(resource: string | string[], action: string | string[] = 'rds-db:connect'): World {
  const cast = [sampleRole('app', [{ Effect: 'Allow', Action: action, Resource: resource }])]
  return { targets: [orders, west, cluster], cast }
}

const sound = granting(arn('db-ORDERS/app'))

/** Entries that can never match. */
export const DEAD_ENTRY_CASES: CasesByRule = {
  'name-instead-of-id': {
    fires: {
      'the identifier': granting(arn('orders-prod/app')),
      'the ARN': granting(arn(`${orders.arn}/app`)),
      'the endpoint': granting(arn(`${orders.endpoint?.host}/app`)),
      'an identifier with a star': granting(arn('orders-*/app')),
      'an identifier in another Region': granting(arn('orders-prod/app', 'eu-west-1')),
      'the right entry beside it': granting([arn('orders-prod/app'), arn('db-ORDERS/app')]),
      'the identifier of a cluster': granting(arn('warehouse/app')),
      'the identifier of a member': granting(arn('warehouse-1/app')),
      'a name that nothing has': granting(arn('nowhere/app')),
      'a template that was not filled in': granting(arn(`\${aws_db_instance.main.resource_id}/app`)),
      'a variable of CloudFormation': granting(arn(`\${AWS::StackName}/app`)),
    },
    silent: {
      'a resource id': sound,
      'a wildcard': granting(arn('*/app')),
      'a policy variable': granting(arn(`\${aws:PrincipalTag/database}/app`)),
    },
  },
  'member-instead-of-cluster': {
    fires: { 'the id of a member': granting(arn('db-MEMBER/app')) },
    silent: {
      'the id of the cluster': granting(arn('cluster-WAREHOUSE/app')),
      'an instance of its own': sound,
    },
  },
  'stale-resource-id': {
    fires: {
      'an id that no target has': granting(arn('db-GONE/app')),
      'a cluster id that no target has': granting(arn('cluster-GONE/app')),
      'an id with a successor': {
        ...granting(arn('db-GONE/app')),
        scans: [sampleScan(orders, [databaseUser('app')])],
      },
    },
    silent: {
      'an id that a target has': sound,
      'an id in a Region that was not read': granting(arn('db-GONE/app', 'eu-west-1')),
    },
  },
  'other-region': {
    fires: {
      'another Region': granting(arn('db-ORDERS/app', 'us-west-2')),
      'a Region pattern that is not its own': granting(arn('db-ORDERS/app', 'eu-*')),
      'no Region': granting(arn('db-ORDERS/app', '')),
    },
    silent: {
      'its Region': granting(arn('db-WEST/app', 'us-west-2')),
      'a pattern that has its Region': granting(arn('db-ORDERS/app', 'us-*-1')),
    },
  },
  'other-account': {
    fires: {
      'another account': granting(arn('db-ORDERS/app', 'us-east-1', '999900001111')),
      'another account and every target': granting(arn('*/app', 'us-east-1', '999900001111')),
      'a pattern that is not its own': granting(arn('db-ORDERS/app', 'us-east-1', '9999*')),
      'another account and another Region': granting(arn('db-ORDERS/app', 'eu-west-1', '999900001111')),
      'no account': granting(arn('db-ORDERS/app', 'us-east-1', '')),
    },
    silent: {
      'this account': sound,
      'a pattern that has it': granting(arn('db-ORDERS/app', 'us-east-1', '1111*')),
      'a star': granting(arn('db-ORDERS/app', 'us-east-1', '*')),
    },
  },
  'other-partition': {
    fires: { 'another partition': granting(arn('db-ORDERS/app', 'us-east-1', ACCOUNT, 'aws-cn')) },
    silent: { 'this partition': sound, 'a star': granting(arn('db-ORDERS/app', 'us-east-1', ACCOUNT, '*')) },
  },
  'resource-without-user': {
    fires: {
      'an entry that ends with the id': granting(arn('db-ORDERS')),
      'an entry that ends with the slash': granting(arn('db-ORDERS/')),
    },
    silent: { 'an entry with a user': sound, 'a star that runs past the slash': granting(arn('db-ORDERS*')) },
  },
  'rds-instead-of-rds-db': {
    fires: {
      'the action rds:connect': granting(arn('db-ORDERS/app'), 'rds:connect'),
      'the action beside the right one': granting(arn('db-ORDERS/app'), ['rds:connect', 'rds-db:connect']),
      'an rds: ARN': granting(orders.arn),
      'the whole as rds:': granting(arn('db-ORDERS/app').replace('rds-db', 'rds')),
      'the whole as rds:, action included': granting(
        arn('db-ORDERS/app').replace('rds-db', 'rds'),
        'rds:connect',
      ),
      'another service that there is not': granting(arn('db-ORDERS/app'), 'rdsdb:connect'),
      'the action on every target': granting('*', 'rds:connect'),
      'an rds: ARN beside a right one': granting([orders.arn, arn('db-ORDERS/app')]),
      'an rds: ARN and an action of rds': granting(orders.arn, ['rds-db:connect', 'rds:DescribeDBInstances']),
    },
    silent: {
      'the right action and ARN': sound,
      'another service in the same statement': granting(
        [arn('db-ORDERS/app'), `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:app`],
        ['rds-db:connect', 'secretsmanager:GetSecretValue'],
      ),
      'an rds: ARN that an action of rds is for': granting(
        [arn('db-ORDERS/app'), orders.arn],
        ['rds-db:connect', 'rds:DescribeDBInstances'],
      ),
      'a policy about rds alone': granting(orders.arn, 'rds:DescribeDBInstances'),
    },
  },
  'variable-as-text': {
    fires: {
      'a variable under 2008-10-17': old('2008-10-17', `app-\${aws:username}`),
      'a wildcard written as a character': old('2008-10-17', `app\${*}`),
      'a variable without a Version': old(null, `app-\${aws:username}`),
    },
    silent: {
      'a variable under 2012-10-17': old('2012-10-17', `app-\${aws:username}`),
      'no variable': old('2008-10-17', 'app'),
    },
  },
  'invalid-version': {
    fires: {
      'a Version that never was': old('2012-01-01', 'app'),
      'a Version that never was, of a boundary': {
        cast: [bounded(sampleRole('app', [allow('app')]), samplePolicy('limit', text('2012-01-01', 'app')))],
      },
    },
    silent: {
      'the language of today': old('2012-10-17', 'app'),
      'the old language': old('2008-10-17', 'app'),
      'no Version': old(null, 'app'),
      'a policy about something else': {
        cast: [
          sampleRole(
            'app',
            '{"Version":"2012-01-01","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
          ),
        ],
      },
    },
  },
}

function old(version: string | null, user: string): World {
  return { cast: [sampleRole('app', text(version, user))] }
}

function text(version: string | null, user: string): string {
  const statement = [allow(user)]
  return JSON.stringify(version ? { Version: version, Statement: statement } : { Statement: statement })
}
