import fc from 'fast-check'
import { readAtOnce } from '@/lib/access/reading/region-reading'
import {
  ACCOUNT,
  bounded,
  type Cast,
  databaseUser,
  holding,
  MFA,
  passwordUser,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
  sampleUser,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'

/** For tests: an account of every kind of target, whose policies say what people write and what they mean. */
const orders = sampleTarget({ tags: { env: 'production' } })
const warehouse = sampleTarget({
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
const west = sampleTarget({ name: 'reports', resourceId: 'db-WEST', region: 'us-west-2' })
const twin = sampleTarget({ name: 'reports', resourceId: 'db-TWIN' })
const off = sampleTarget({ ...switchedOff, name: 'billing', resourceId: 'db-BILLING' })
const gate = sampleTarget({
  kind: 'proxy',
  name: 'gate',
  resourceId: 'prx-0a1b',
  arn: `arn:aws:rds:us-east-1:${ACCOUNT}:db-proxy:prx-0a1b`,
  iamAuth: { state: 'viaProxy', accepted: true, reason: null },
  proxy: {
    clientAuth: 'required',
    requireTls: true,
    databaseAuth: 'secret',
    roleArn: null,
    targets: [{ name: orders.name, resourceId: orders.resourceId, health: 'AVAILABLE' }],
  },
})
const targets = [orders, warehouse, west, twin, off, gate]
const ids = targets.map(({ resourceId }) => resourceId)
const regions = ['us-east-1', 'us-west-2'].map(region => ({
  region,
  targetCount: 3,
  parts: readAtOnce(''),
}))
const scans = [
  sampleScan(orders, [
    databaseUser('app'),
    databaseUser('dev_ana'),
    passwordUser('legacy'),
    passwordUser('postgres'),
  ]),
  sampleScan(west, [databaseUser('app'), databaseUser('etl')]),
]

const mostly = <Value>(right: Value, ...others: Value[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: fc.constantFrom(...others) })
const orStar = (part: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 4, arbitrary: part }, { weight: 1, arbitrary: fc.constant('*') })

/** One Resource entry, each part right or wrong for itself. */
const entry = fc
  .record({
    partition: mostly('aws', 'aws-cn', '*', 'AWS'),
    service: mostly('rds-db', 'rds', 'RDS-DB', 'rdsdb'),
    region: orStar(
      mostly('us-east-1', 'us-west-2', 'us-*', 'eu-west-1', 'US-EAST-1', 'us-east-1a', '', ACCOUNT),
    ),
    account: orStar(mostly(ACCOUNT, '999900001111', '1111*', '', '1111-2222-3333', 'us-east-1')),
    mark: mostly(':dbuser:', ':dbuser/', ':db-user:', ':', ':dbuser::', ':DBUSER:'),
    id: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...ids) },
      { weight: 3, arbitrary: fc.constantFrom('*', 'db-*', 'cluster-*', 'prx-*') },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          ...['db-ZZ*', 'orders-*', 'db-GONE', 'db-MEMBER', 'db-orders'],
          ...['orders-prod', 'reports', 'nowhere', 'db:orders-prod', orders.arn, orders.endpoint?.host ?? ''],
        ),
      },
    ),
    separator: mostly('/', ':', '//', ''),
    user: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom('app', 'dev_ana', 'dev_*', '*', 'ghost', 'legacy', 'postgres'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          ...[
            'App',
            '?*',
            ' app',
            'app@%',
            'orders/app',
            'dev%5Fana',
            `\${aws:username}`,
            '',
            '<user>',
            '*/app',
          ],
        ),
      },
    ),
  })
  .map(
    ({ partition, service, region, account, mark, id, separator, user }) =>
      `arn:${partition}:${service}:${region}:${account}${mark}${id}${separator}${separator ? user : ''}`,
  )

const pattern = fc.oneof(
  { weight: 12, arbitrary: entry },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...['*', 'arn:aws:rds-db:*', 'arn:aws:rds-db:*/app', 'arn:aws:rds-db:us-*-1', 'arn:aws:s3:::exports/*'],
      ...[orders.arn, `arn:aws:rds-db:us-east-1:dbuser:db-ORDERS/app`, `arn:aws:rds-db:*:${ACCOUNT}:*/app`],
    ),
  },
)

const action = fc.oneof(
  { weight: 8, arbitrary: fc.constant<string | string[]>('rds-db:connect') },
  {
    weight: 3,
    arbitrary: fc.constantFrom<(string | string[])[]>(
      ...['rds:connect', 'rds-db:*', '*', 'rds:GenerateDBAuthToken'],
      ...[
        ['rds-db:connect', 'rds:GenerateDBAuthToken'],
        ['rds:connect', 'rds-db:connect'],
        ['rds-db:connect', 's3:GetObject'],
      ],
    ),
  },
)

const statement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    action,
    notAction: fc.integer({ min: 0, max: 30 }),
    patterns: fc.array(pattern, { minLength: 1, maxLength: 4 }),
    not: fc.integer({ min: 0, max: 12 }),
    Condition: fc.constantFrom(
      ...[undefined, undefined, undefined, undefined, MFA, { Bool: { 'aws:SecureTransport': 'false' } }],
    ),
  })
  .map(({ Effect, action: written, notAction, patterns, not, Condition }) => ({
    Effect,
    ...(notAction === 0 ? { NotAction: ['iam:*'] } : { Action: written }),
    [not === 0 ? 'NotResource' : 'Resource']: patterns.length === 1 ? patterns[0] : patterns,
    ...(Condition ? { Condition } : {}),
  }))

const statements = fc.array(statement, { minLength: 1, maxLength: 3 })

/** Roles and users with a policy of their own, a managed one that two of them share, and a boundary. */
export const mistakenAccount = fc
  .record({
    own: fc.array(statements, { minLength: 1, maxLength: 3 }),
    shared: statements,
    limit: statements,
    version: mostly<string | undefined>('2012-10-17', '2008-10-17', undefined),
  })
  .map(({ own, shared, limit, version }) => {
    const managed = samplePolicy(
      `arn:aws:iam::${ACCOUNT}:policy/shared`,
      JSON.stringify({ ...(version ? { Version: version } : {}), Statement: shared }, null, 2),
      'customerManaged',
    )
    const cast = own.map((each, at): Cast => {
      const made = at === 1 ? sampleUser('App', each) : sampleRole(`role-${at}`, each)
      return at === 0 ? made : holding(made, managed)
    })
    const [first, ...others] = cast
    const everything = { Effect: 'Allow', Action: '*', Resource: '*' }
    const limited = first ? [bounded(first, samplePolicy('limit', [everything, ...limit]))] : []
    return sampleInventory({ targets, regions, scans, cast: [...limited, ...others] })
  })
