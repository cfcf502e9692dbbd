// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables, not templates
import { describe, expect, it } from 'vitest'
import { compileAccess } from './compile-access'
import { type MistakeKind, readEntry } from './entry-mistakes'
import { ACCOUNT, databaseUser, sampleInventory, sampleScan, sampleTarget } from './sample-inventory'

const orders = sampleTarget()
const west = sampleTarget({ name: 'reports', resourceId: 'db-WEST', region: 'us-west-2', databaseName: 'bi' })
const gate = sampleTarget({
  kind: 'proxy',
  name: 'gate',
  resourceId: 'prx-0a1b',
  arn: `arn:aws:rds:us-east-1:${ACCOUNT}:db-proxy:prx-0a1b`,
})
const warehouse = sampleTarget({
  kind: 'auroraCluster',
  name: 'warehouse',
  resourceId: 'cluster-WAREHOUSE',
  arn: `arn:aws:rds:us-east-1:${ACCOUNT}:cluster:warehouse`,
  otherEndpoints: [
    { kind: 'reader', host: 'warehouse.cluster-ro-abc.us-east-1.rds.amazonaws.com', port: 5432 },
  ],
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
const regions = ['us-east-1', 'us-west-2'].map(region => ({
  region,
  status: 'ok' as const,
  targetCount: 2,
  readAt: '',
}))
const users = ['app', 'app_readonly', 'dev_ana', 'dev@corp'].map(name => databaseUser(name))
const inventory = sampleInventory({
  targets: [orders, west, gate, warehouse],
  regions,
  scans: [sampleScan(orders, users)],
})
const access = compileAccess(inventory)
const read = (pattern: string) => readEntry(access, pattern)
const kindsOf = (pattern: string) => read(pattern).mistakes.map(({ kind }) => kind)

const head = `arn:aws:rds-db:us-east-1:${ACCOUNT}`
const right = `${head}:dbuser:db-ORDERS/app`

describe('an entry in which nothing is wrong', () => {
  it.each([
    right,
    `${head}:dbuser:db-ORDERS/*`,
    `${head}:dbuser:db-ORDERS/dev_*`,
    `${head}:dbuser:db-ORDERS*`,
    `${head}:dbuser:*/app`,
    `${head}:dbuser:*`,
    `${head}:*`,
    `arn:aws:rds-db:*:${ACCOUNT}:dbuser:db-*/app`,
    `arn:aws:rds-db:us-*-1:*:dbuser:db-ORDERS/app`,
    `arn:*:rds-db:*:*:dbuser:prx-*/app`,
    'arn:aws:rds-db:*',
    'arn:aws:rds-db:us-east-1',
    '*',
    '*/app',
    `${head}:dbuser:db-ORDERS/\${aws:username}`,
    `${head}:dbuser:db-ORDERS/\${aws:PrincipalTag/name}`,
    `${head}:dbuser:\${aws:PrincipalTag/db}/app`,
    `${head}:dbuser:db-ORDERS/nobody_yet`,
    `${head}:dbuser:db-ORDERS/dev@corp`,
    `${head}:dbuser:db-ORDERS/jane@example.com`,
    `arn:aws:rds-db:us-west-2:${ACCOUNT}:dbuser:db-WEST/anybody`,
    // Not read there, so nothing is known to be gone.
    `arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:db-ELSEWHERE/app`,
  ])('%s', pattern => {
    expect(read(pattern)).toMatchObject({ mistakes: [], corrected: null })
  })
})

type Case = [string, string, MistakeKind[], string | null]
const app = (id: string) => `${head}:dbuser:${id}/app`

const CERTAIN: Case[] = [
  ['a slash after dbuser', `${head}:dbuser/db-ORDERS/app`, ['spelling'], right],
  ['a slash and a name', `${head}:dbuser/orders-prod/app`, ['spelling', 'name'], right],
  [
    'a slash, a name and another Region',
    `arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser/orders-prod/app`,
    ['spelling', 'name', 'region'],
    right,
  ],
  [
    'a slash and a star in the account',
    'arn:aws:rds-db:us-east-1:*:dbuser/db-ORDERS/app',
    ['spelling'],
    'arn:aws:rds-db:us-east-1:*:dbuser:db-ORDERS/app',
  ],
  ['stars and a slash', 'arn:aws:rds-db:*:*:dbuser/*/*', ['spelling'], 'arn:aws:rds-db:*:*:dbuser:*/*'],
  ['the resource type of the reference', `${head}:db-user:db-ORDERS/app`, ['spelling'], right],
  ['the same with a slash', `${head}:db-user/db-ORDERS/app`, ['spelling'], right],
  ['an underscore in it', `${head}:db_user:db-ORDERS/app`, ['spelling'], right],
  ['many users', `${head}:dbusers:db-ORDERS/app`, ['spelling'], right],
  ['capitals in it', `${head}:DBUser:db-ORDERS/app`, ['spelling'], right],
  ['dbuser twice', `${head}:dbuser:dbuser:db-ORDERS/app`, ['spelling'], right],
  ['two colons', `${head}:dbuser::db-ORDERS/app`, ['spelling'], right],
  ['no dbuser', `${head}:db-ORDERS/app`, ['spelling'], right],
  ['no dbuser and a name', `${head}:orders-prod/app`, ['spelling', 'name'], right],
  [
    'no dbuser behind a star',
    'arn:aws:rds-db:us-east-1:*:db-ORDERS/app',
    ['spelling'],
    'arn:aws:rds-db:us-east-1:*:dbuser:db-ORDERS/app',
  ],
  ['db for dbuser', `${head}:db:orders-prod/app`, ['spelling', 'name'], right],
  ['cluster for dbuser', `${head}:cluster:warehouse/app`, ['spelling', 'name'], app('cluster-WAREHOUSE')],
  ['a colon before the user', `${head}:dbuser:db-ORDERS:app`, ['spelling'], right],
  ['no account', `arn:aws:rds-db:us-east-1:dbuser:db-ORDERS/app`, ['spelling', 'account'], right],
  ['no Region', `arn:aws:rds-db:${ACCOUNT}:dbuser:db-ORDERS/app`, ['spelling', 'region'], right],
  ['neither', 'arn:aws:rds-db:dbuser:db-ORDERS/app', ['spelling', 'account', 'region'], right],
  [
    'nothing before the service',
    `rds-db:us-east-1:${ACCOUNT}:dbuser:db-ORDERS/app`,
    ['spelling', 'partition'],
    right,
  ],
  ['a space around it', ` ${right}`, ['spelling'], right],
  [
    'Region and account in each other’s place',
    `arn:aws:rds-db:${ACCOUNT}:us-east-1:dbuser:db-ORDERS/app`,
    ['swapped'],
    right,
  ],
  [
    'swapped, and a name',
    `arn:aws:rds-db:${ACCOUNT}:us-east-1:dbuser:orders-prod/app`,
    ['swapped', 'name'],
    right,
  ],
  [
    'swapped, and a slash',
    `arn:aws:rds-db:${ACCOUNT}:us-east-1:dbuser/db-ORDERS/app`,
    ['spelling', 'swapped'],
    right,
  ],
  [
    'the account in the Region, and no account',
    `arn:aws:rds-db:${ACCOUNT}::dbuser:db-ORDERS/app`,
    ['swapped', 'region'],
    right,
  ],
  [
    'swapped, of another account',
    'arn:aws:rds-db:999900001111:us-east-1:dbuser:db-ORDERS/app',
    ['swapped', 'account'],
    right,
  ],
  ['another account', 'arn:aws:rds-db:us-east-1:999900001111:dbuser:db-ORDERS/app', ['account'], right],
  [
    'an account with dashes',
    'arn:aws:rds-db:us-east-1:1111-2222-3333:dbuser:db-ORDERS/app',
    ['account'],
    right,
  ],
  [
    'a template that was not filled in',
    'arn:aws:rds-db:${AWS::Region}:${AWS::AccountId}:dbuser:db-ORDERS/app',
    ['account', 'region'],
    right,
  ],
  [
    'another partition, Region and account',
    'arn:aws-cn:rds-db:cn-north-1:999900001111:dbuser:db-ORDERS/app',
    ['partition', 'account', 'region'],
    right,
  ],
  ['another Region', `arn:aws:rds-db:us-west-2:${ACCOUNT}:dbuser:db-ORDERS/app`, ['region'], right],
  ['an Availability Zone', `arn:aws:rds-db:us-east-1a:${ACCOUNT}:dbuser:db-ORDERS/app`, ['region'], right],
  [
    'an Availability Zone and a star',
    `arn:aws:rds-db:us-east-1a:${ACCOUNT}:dbuser:*/app`,
    ['region'],
    app('*'),
  ],
  [
    'the whole on another service',
    `arn:aws:rds:us-east-1:${ACCOUNT}:dbuser:db-ORDERS/app`,
    ['service'],
    right,
  ],
  [
    'the same with a slash',
    `arn:aws:rds:us-east-1:${ACCOUNT}:dbuser/db-ORDERS/app`,
    ['service', 'spelling'],
    right,
  ],
  [
    'the ARN of a database with a user',
    `arn:aws:rds:us-east-1:${ACCOUNT}:db:orders-prod/app`,
    ['service', 'spelling', 'name'],
    right,
  ],
  [
    'the ARN of a proxy with a user',
    `arn:aws:rds:us-east-1:${ACCOUNT}:db-proxy:prx-0a1b/app`,
    ['service', 'spelling'],
    app('prx-0a1b'),
  ],
  [
    'a service that there is not',
    `arn:aws:rdsdb:us-east-1:${ACCOUNT}:dbuser:db-ORDERS/app`,
    ['service'],
    right,
  ],
  [
    'capitals of the service',
    `arn:aws:RDS-DB:us-east-1:${ACCOUNT}:dbuser:db-ORDERS/app`,
    ['arnCapitals'],
    right,
  ],
  [
    'capitals of the Region',
    `arn:aws:rds-db:US-EAST-1:${ACCOUNT}:dbuser:db-ORDERS/app`,
    ['arnCapitals'],
    right,
  ],
  [
    'capitals of the Region and a star',
    `arn:aws:rds-db:US-EAST-1:${ACCOUNT}:dbuser:*/app`,
    ['arnCapitals'],
    app('*'),
  ],
  ['capitals of the id', app('db-orders'), ['arnCapitals'], right],
  ['the identifier', app('orders-prod'), ['name'], right],
  ['the identifier with its kind', app('db:orders-prod'), ['name'], right],
  ['the ARN', app(orders.arn), ['name'], right],
  ['the endpoint', app(orders.endpoint?.host ?? ''), ['name'], right],
  ['the endpoint with its port', app(`${orders.endpoint?.host}:5432`), ['name'], right],
  [
    'a reader endpoint',
    app('warehouse.cluster-ro-abc.us-east-1.rds.amazonaws.com'),
    ['name'],
    app('cluster-WAREHOUSE'),
  ],
  [
    'an identifier and another account',
    'arn:aws:rds-db:us-east-1:999900001111:dbuser:orders-prod/app',
    ['account', 'name'],
    right,
  ],
  ['the id of a member', app('db-MEMBER'), ['member'], app('cluster-WAREHOUSE')],
  [
    'a space before the user',
    `${head}:dbuser:db-ORDERS/ app_readonly`,
    ['user'],
    `${head}:dbuser:db-ORDERS/app_readonly`,
  ],
  ['the host of a MySQL account', `${head}:dbuser:db-ORDERS/app@%`, ['user'], right],
  ['the host of one machine', `${head}:dbuser:db-ORDERS/app@localhost`, ['user'], right],
  ['a whole MySQL account', `${head}:dbuser:db-ORDERS/'app'@'%'`, ['user'], right],
  ['quotes', `${head}:dbuser:db-ORDERS/"app"`, ['user'], right],
  ['URL-encoding', `${head}:dbuser:db-ORDERS/dev%40corp`, ['user'], `${head}:dbuser:db-ORDERS/dev@corp`],
  ['a database name in the path', `${head}:dbuser:db-ORDERS/orders/app`, ['user'], right],
  [
    'the same where only the database is known',
    `arn:aws:rds-db:us-west-2:${ACCOUNT}:dbuser:db-WEST/bi/etl`,
    ['user'],
    `arn:aws:rds-db:us-west-2:${ACCOUNT}:dbuser:db-WEST/etl`,
  ],
  ['a database name behind the user', `${head}:dbuser:db-ORDERS/app/orders`, ['user'], right],
  ['two slashes', `${head}:dbuser:db-ORDERS//app`, ['user'], right],
  ['other capitals', `${head}:dbuser:db-ORDERS/App`, ['capitals'], right],
  ['a space and other capitals', `${head}:dbuser:db-ORDERS/ App`, ['user'], right],
  ['a name and other capitals', `${head}:dbuser:orders-prod/App`, ['name', 'capitals'], right],
]

const UNCERTAIN: Case[] = [
  ['no user', `${head}:dbuser:db-ORDERS`, ['withoutUser'], null],
  ['no user after a slash', `${head}:dbuser/db-ORDERS`, ['spelling', 'withoutUser'], null],
  ['a name and no user', app('orders-prod').replace('/app', ''), ['withoutUser', 'name'], null],
  ['a name that nothing has', app('nowhere'), ['name'], null],
  [
    'a name that nothing has, in another account',
    'arn:aws:rds-db:us-east-1:999900001111:dbuser:nowhere/app',
    ['account', 'name'],
    null,
  ],
  ['a name with a star', app('orders-*'), ['name'], null],
  ['an id that is gone', `${head}:dbuser:db-GONE/nobody`, ['stale'], null],
  ['a placeholder', app('<db-resource-id>'), ['name'], null],
  ['a placeholder for the user', `${head}:dbuser:db-ORDERS/<user>`, ['user'], null],
  ['a variable without its dollar', `${head}:dbuser:db-ORDERS/ro_{aws:userid}`, ['user'], null],
  ['a path of which nothing is known', `${head}:dbuser:db-ORDERS/x/y`, ['user'], null],
  ['the ARN of a database', orders.arn, ['service', 'spelling', 'withoutUser', 'name'], null],
  ['the ARN of databases', `arn:aws:rds:us-east-1:${ACCOUNT}:db:*`, ['service', 'spelling'], null],
  [
    'a secret',
    `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:app`,
    ['service', 'spelling', 'withoutUser', 'name'],
    null,
  ],
  ['a bucket', 'arn:aws:s3:::exports/*', ['service'], null],
  ['everything of S3', 'arn:aws:s3:::*', ['service'], null],
  ['an incomplete ARN with a star inside', 'arn:aws:rds-db:us-*-1', ['incomplete'], null],
  ['an incomplete ARN that ends with a user', 'arn:aws:rds-db:*/app', ['incomplete'], null],
  ['ids that nothing has', app('db-ZZ*'), ['nothing'], null],
  ['a Region without targets', `arn:aws:rds-db:us-west-2:${ACCOUNT}:dbuser:cluster-*/app`, ['nothing'], null],
]

describe('an entry in which something is wrong', () => {
  it.each(CERTAIN)('is told with all of it, and put right: %s', (_, pattern, kinds, corrected) => {
    expect(kindsOf(pattern)).toEqual(kinds)
    expect(read(pattern).corrected).toBe(corrected)
    expect(read(corrected ?? '').mistakes).toEqual([])
  })

  it.each(UNCERTAIN)('is told, and left to somebody who knows: %s', (_, pattern, kinds) => {
    expect(kindsOf(pattern)).toEqual(expect.arrayContaining(kinds))
    expect(kindsOf(pattern)[0]).toBe(kinds[0])
    expect(read(pattern).corrected).toBeNull()
  })

  it('knows the target that is meant even where no user is named', () => {
    expect(read(orders.arn).target?.name).toBe('orders-prod')
    expect(read(`${head}:dbuser:db-ORDERS`).target?.name).toBe('orders-prod')
  })

  it('leaves a user alone whose odd name exists', () => {
    const odd = ['orders/app', ' app', 'app@%', 'dev%40corp'].map(name => databaseUser(name))
    const other = compileAccess(sampleInventory({ scans: [sampleScan(orders, odd)] }))
    for (const { name } of odd) expect(readEntry(other, connectTo(name)).mistakes).toEqual([])
  })

  it('settles a name of two Regions by the target that is asked about', () => {
    const twin = sampleTarget({ resourceId: 'db-TWIN', region: 'us-west-2' })
    const two = compileAccess(sampleInventory({ targets: [orders, twin], regions }))
    const pattern = `arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:orders-prod/app`
    expect(readEntry(two, pattern).corrected).toBeNull()
    expect(readEntry(two, pattern, twin).corrected).toBe(
      `arn:aws:rds-db:us-west-2:${ACCOUNT}:dbuser:db-TWIN/app`,
    )
  })
})

const connectTo = (user: string) => `${head}:dbuser:db-ORDERS/${user}`
