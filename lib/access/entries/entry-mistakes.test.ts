// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables, not templates
import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { readAtOnce } from '@/lib/access/reading/region-reading'
import {
  ACCOUNT,
  AT,
  databaseUser,
  sampleInventory,
  sampleScan,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import { readEntry } from './entry-mistakes'

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
  targetCount: 2,
  parts: readAtOnce(AT),
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
    `arn:aws:rds-db:eusc-de-east-1:${ACCOUNT}:dbuser:db-ELSEWHERE/app`,
  ])('%s', pattern => {
    expect(read(pattern)).toMatchObject({ mistakes: [], corrected: null })
  })
})

/** What it is | the entry | what is wrong, the most telling first | put right; `~` is a right head, `#` the account, `=` the right entry. */
const casesOf = (table: string) =>
  table
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [name = '', entry = '', kinds = '', corrected = null] = line.split(' | ')
      const whole = (text: string) => text.replaceAll('~', head).replaceAll('#', ACCOUNT)
      const put = corrected === '=' ? right : corrected && whole(corrected)
      return [name, whole(entry), kinds.split(' '), put] as const
    })

const CERTAIN = casesOf(`
a slash after dbuser | ~:dbuser/db-ORDERS/app | spelling | =
a slash and a name | ~:dbuser/orders-prod/app | spelling name | =
a slash, a name and another Region | arn:aws:rds-db:eu-west-1:#:dbuser/orders-prod/app | spelling name region | =
a slash and a star in the account | arn:aws:rds-db:us-east-1:*:dbuser/db-ORDERS/app | spelling | arn:aws:rds-db:us-east-1:*:dbuser:db-ORDERS/app
stars and a slash | arn:aws:rds-db:*:*:dbuser/*/* | spelling | arn:aws:rds-db:*:*:dbuser:*/*
the resource type of the reference | ~:db-user:db-ORDERS/app | spelling | =
the same with a slash | ~:db-user/db-ORDERS/app | spelling | =
an underscore in it | ~:db_user:db-ORDERS/app | spelling | =
many users | ~:dbusers:db-ORDERS/app | spelling | =
capitals in it | ~:DBUser:db-ORDERS/app | spelling | =
dbuser twice | ~:dbuser:dbuser:db-ORDERS/app | spelling | =
two colons | ~:dbuser::db-ORDERS/app | spelling | =
no dbuser | ~:db-ORDERS/app | spelling | =
no dbuser and a name | ~:orders-prod/app | spelling name | =
no dbuser behind a star | arn:aws:rds-db:us-east-1:*:db-ORDERS/app | spelling | arn:aws:rds-db:us-east-1:*:dbuser:db-ORDERS/app
db for dbuser | ~:db:orders-prod/app | spelling name | =
cluster for dbuser | ~:cluster:warehouse/app | spelling name | ~:dbuser:cluster-WAREHOUSE/app
a colon before the user | ~:dbuser:db-ORDERS:app | spelling | =
a colon behind a name | ~:dbuser:orders-prod:app | spelling name | =
a colon behind a star | ~:dbuser:*:app | spelling | ~:dbuser:*/app
a space behind the id | ~:dbuser:db-ORDERS /app | name | =
dbuser: behind the slash | ~:dbuser:db-ORDERS/dbuser:app | user | =
no account | arn:aws:rds-db:us-east-1:dbuser:db-ORDERS/app | spelling account | =
no Region | arn:aws:rds-db:#:dbuser:db-ORDERS/app | spelling region | =
neither | arn:aws:rds-db:dbuser:db-ORDERS/app | spelling account region | =
nothing before the service | rds-db:us-east-1:#:dbuser:db-ORDERS/app | spelling partition | =
a space around it |  ~:dbuser:db-ORDERS/app | spelling | =
Region and account in each other’s place | arn:aws:rds-db:#:us-east-1:dbuser:db-ORDERS/app | swapped | =
swapped, and a name | arn:aws:rds-db:#:us-east-1:dbuser:orders-prod/app | swapped name | =
swapped, and a slash | arn:aws:rds-db:#:us-east-1:dbuser/db-ORDERS/app | spelling swapped | =
the account in the Region, and a colon behind a name | ~:dbuser:orders-prod:app | spelling name | =
a colon behind a star | ~:dbuser:*:app | spelling | ~:dbuser:*/app
a space behind the id | ~:dbuser:db-ORDERS /app | name | =
dbuser: behind the slash | ~:dbuser:db-ORDERS/dbuser:app | user | =
no account | arn:aws:rds-db:#::dbuser:db-ORDERS/app | swapped region | =
swapped, of another account | arn:aws:rds-db:999900001111:us-east-1:dbuser:db-ORDERS/app | swapped account | =
another account | arn:aws:rds-db:us-east-1:999900001111:dbuser:db-ORDERS/app | account | =
an account with dashes | arn:aws:rds-db:us-east-1:1111-2222-3333:dbuser:db-ORDERS/app | account | =
a template that was not filled in | arn:aws:rds-db:\${AWS::Region}:\${AWS::AccountId}:dbuser:db-ORDERS/app | account region | =
another partition, Region and account | arn:aws-cn:rds-db:cn-north-1:999900001111:dbuser:db-ORDERS/app | partition account region | =
another Region | arn:aws:rds-db:us-west-2:#:dbuser:db-ORDERS/app | region | =
an Availability Zone | arn:aws:rds-db:us-east-1a:#:dbuser:db-ORDERS/app | region | =
an Availability Zone and a star | arn:aws:rds-db:us-east-1a:#:dbuser:*/app | region | ~:dbuser:*/app
the whole on another service | arn:aws:rds:us-east-1:#:dbuser:db-ORDERS/app | service | =
the same with a slash | arn:aws:rds:us-east-1:#:dbuser/db-ORDERS/app | service spelling | =
the ARN of a database with a user | arn:aws:rds:us-east-1:#:db:orders-prod/app | service spelling name | =
the ARN of a proxy with a user | arn:aws:rds:us-east-1:#:db-proxy:prx-0a1b/app | service spelling | ~:dbuser:prx-0a1b/app
a service that there is not | arn:aws:rdsdb:us-east-1:#:dbuser:db-ORDERS/app | service | =
capitals of the service | arn:aws:RDS-DB:us-east-1:#:dbuser:db-ORDERS/app | arnCapitals | =
capitals of the Region | arn:aws:rds-db:US-EAST-1:#:dbuser:db-ORDERS/app | arnCapitals | =
capitals of the Region and a star | arn:aws:rds-db:US-EAST-1:#:dbuser:*/app | arnCapitals | ~:dbuser:*/app
capitals of the id | ~:dbuser:db-orders/app | arnCapitals | =
the identifier | ~:dbuser:orders-prod/app | name | =
the identifier with its kind | ~:dbuser:db:orders-prod/app | name | =
the ARN | ~:dbuser:arn:aws:rds:us-east-1:#:db:orders-prod/app | name | =
the endpoint | ~:dbuser:orders-prod.abc.us-east-1.rds.amazonaws.com/app | name | =
the endpoint with its port | ~:dbuser:orders-prod.abc.us-east-1.rds.amazonaws.com:5432/app | name | =
a reader endpoint | ~:dbuser:warehouse.cluster-ro-abc.us-east-1.rds.amazonaws.com/app | name | ~:dbuser:cluster-WAREHOUSE/app
an identifier and another account | arn:aws:rds-db:us-east-1:999900001111:dbuser:orders-prod/app | account name | =
the id of a member | ~:dbuser:db-MEMBER/app | member | ~:dbuser:cluster-WAREHOUSE/app
a space before the user | ~:dbuser:db-ORDERS/ app_readonly | user | ~:dbuser:db-ORDERS/app_readonly
the host of a MySQL account | ~:dbuser:db-ORDERS/app@% | user | =
the host of one machine | ~:dbuser:db-ORDERS/app@localhost | user | =
a whole MySQL account | ~:dbuser:db-ORDERS/'app'@'%' | user | =
quotes | ~:dbuser:db-ORDERS/"app" | user | =
URL-encoding | ~:dbuser:db-ORDERS/dev%40corp | user | ~:dbuser:db-ORDERS/dev@corp
a database name in the path | ~:dbuser:db-ORDERS/orders/app | user | =
the same where only the database is known | arn:aws:rds-db:us-west-2:#:dbuser:db-WEST/bi/etl | user | arn:aws:rds-db:us-west-2:#:dbuser:db-WEST/etl
a database name behind the user | ~:dbuser:db-ORDERS/app/orders | user | =
two slashes | ~:dbuser:db-ORDERS//app | user | =
other capitals | ~:dbuser:db-ORDERS/App | capitals | =
a space and other capitals | ~:dbuser:db-ORDERS/ App | user | =
a name and other capitals | ~:dbuser:orders-prod/App | name capitals | =
`)

const UNCERTAIN = casesOf(`
no user | ~:dbuser:db-ORDERS | withoutUser
no user after a slash | ~:dbuser/db-ORDERS | spelling withoutUser
a name and no user | ~:dbuser:orders-prod | withoutUser name
a name that nothing has | ~:dbuser:nowhere/app | name
a name that nothing has, in another account | arn:aws:rds-db:us-east-1:999900001111:dbuser:nowhere/app | account name
a name with a star | ~:dbuser:orders-*/app | name
an id that is gone | ~:dbuser:db-GONE/nobody | stale
a placeholder | ~:dbuser:<db-resource-id>/app | name
a placeholder for the user | ~:dbuser:db-ORDERS/<user> | user
a variable without its dollar | ~:dbuser:db-ORDERS/ro_{aws:userid} | user
no Region and an id that is gone | arn:aws:rds-db::#:dbuser:db-GONE/nobody | region
a Region that is none | arn:aws:rds-db:use1:#:dbuser:*/app | region
% for a star | ~:dbuser:db-ORDERS/dev% | user
a star behind the user | ~:dbuser:db-ORDERS/app/* | user
a database user of Redshift | arn:aws:redshift:us-east-1:#:dbuser:orders-prod/app | service
no ARN at all | db-ORDERS/app | spelling
a path of which nothing is known | ~:dbuser:db-ORDERS/x/y | user
the ARN of a database | arn:aws:rds:us-east-1:#:db:orders-prod | service spelling withoutUser name
the ARN of databases | arn:aws:rds:us-east-1:#:db:* | service spelling
a secret | arn:aws:secretsmanager:us-east-1:#:secret:app | service
a bucket | arn:aws:s3:::exports/* | service
everything of S3 | arn:aws:s3:::* | service
an incomplete ARN with a star inside | arn:aws:rds-db:us-*-1 | incomplete
an incomplete ARN that ends with a user | arn:aws:rds-db:*/app | incomplete
ids that nothing has | ~:dbuser:db-ZZ*/app | nothing
a Region without targets | arn:aws:rds-db:us-west-2:#:dbuser:cluster-*/app | nothing
`)

describe('an entry in which something is wrong', () => {
  it.each(CERTAIN)('is told with all of it, and put right: %s', (_, pattern, kinds, corrected) => {
    expect(kindsOf(pattern)).toEqual(kinds)
    expect(read(pattern).corrected).toBe(corrected)
    expect(read(corrected ?? '').mistakes).toEqual([])
  })

  it.each(UNCERTAIN)('is told, and left to somebody who knows: %s', (_, pattern, kinds) => {
    expect(kindsOf(pattern)).toEqual(kinds)
    expect(read(pattern).corrected).toBeNull()
  })

  // No policy is longer (IAM User Guide, "IAM and AWS STS quotas").
  it('answers an entry that was written to cost time at once', () => {
    for (const piece of [':', '*?', '@', '/', '${', ' ', '%41'])
      for (const start of ['', 'arn:', `${head}:dbuser:`, `${head}:dbuser:db-ORDERS/`])
        expect(read(start + piece.repeat(10_240 / piece.length)).corrected).toBeNull()
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
