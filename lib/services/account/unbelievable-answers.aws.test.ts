import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { buildMatrix } from '@/lib/access/matrix/matrix'
import { type AccountReading, hasIam, type Inventory } from '@/lib/access/model/inventory'
import { VERDICTS } from '@/lib/access/model/verdict'
import { findTarget } from '@/lib/access/reading/find-target'
import { homeAccount } from '@/lib/account'
import { dropAwsFacts } from '@/lib/aws/aws-facts'
import { readTarget } from '@/lib/aws/rds-target'
import { type Bend, bentAnswers } from '@/lib/aws/testing/bent-answers'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { readInventory } from '@/lib/services/account/read-inventory'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-unbelievable-'))
let aws: SimulatedAws
let door: Awaited<ReturnType<typeof bentAnswers>>

beforeAll(async () => {
  process.env.GATEHOUSE_DATA_DIR = folder
  aws = await simulatedAccount()
  door = await bentAnswers(aws)
  process.env.GATEHOUSE_REGIONS = 'us-east-1'
})
beforeEach(() => {
  aws.faults.clear()
  door.bend(null)
})
afterAll(async () => {
  await door.close()
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

const read = (older: AccountReading | null = null) => {
  dropAwsFacts(homeAccount())
  return readInventory(homeAccount(), older)
}
const readWhole = async (older: AccountReading | null = null): Promise<Inventory> => {
  const reading = await read(older)
  if (!hasIam(reading)) throw new Error('IAM was not read.')
  return reading
}
const healthyReading = () => {
  door.bend(null)
  return readWhole()
}
const bend = (action: string, by: (body: string, asked: URLSearchParams) => ReturnType<Bend>) =>
  door.bend((({ action: of, body, asked }) => (of === action ? by(body, asked) : body)) satisfies Bend)
const withoutGroups = (body: string) =>
  body.replace(/<GroupDetailList>[\s\S]*<\/GroupDetailList>/, '<GroupDetailList/>')
const caveatOf = ({ caveats }: AccountReading, id: string) => caveats.find(caveat => caveat.id.startsWith(id))

describe('the answer of IAM', () => {
  it('that holds nobody is not believed, though it came with HTTP 200', async () => {
    const nobody =
      '<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult><IsTruncated>false</IsTruncated><UserDetailList/><GroupDetailList/><RoleDetailList/><Policies/></GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>'
    bend('GetAccountAuthorizationDetails', () => nobody)
    const reading = await read()
    expect(hasIam(reading)).toBe(false)
    expect(reading.parts.iam).toMatchObject({
      state: 'failed',
      why: { message: expect.stringContaining('the caller itself') },
    })
    const healthy = await healthyReading()
    bend('GetAccountAuthorizationDetails', () => nobody)
    const kept = await readWhole(healthy)
    expect(kept.principals).toEqual(healthy.principals)
    expect(kept.parts.iam).toMatchObject({ state: 'kept', at: healthy.readAt })
  })

  it('without the role that asks is not believed', async () => {
    bend('GetAccountAuthorizationDetails', body =>
      body.replaceAll('<RoleName>gatehouse</RoleName>', '<RoleName>other</RoleName>'),
    )
    expect((await read()).parts.iam).toMatchObject({ state: 'failed' })
  })

  it('that is shorter than what AWS counts is shown with that said; a count that comes right when asked again is not', async () => {
    const more = (body: string) =>
      body.replace(
        /<key>Roles<\/key><value>(\d+)/,
        (_, count) => `<key>Roles</key><value>${Number(count) + 2}`,
      )
    bend('GetAccountSummary', more)
    expect(caveatOf(await readWhole(), 'iam:counts')?.message).toMatch(
      /AWS counts .* roles .* its list holds/,
    )
    let asked = 0
    bend('GetAccountSummary', body => (asked++ === 0 ? more(body) : body))
    expect(caveatOf(await readWhole(), 'iam:counts')).toBeUndefined()
    expect(asked).toBe(2)
  })

  it('without a group that users are in is asked again for groups', async () => {
    const healthy = await readWhole()
    bend('GetAccountAuthorizationDetails', (body, asked) =>
      asked.get('Filter.member.1') ? body : withoutGroups(body),
    )
    const again = await readWhole()
    expect(again.groups).toEqual(healthy.groups)
    expect(again.principals).toEqual(healthy.principals)
    expect(caveatOf(again, 'group:')).toBeUndefined()
  })

  it('that never holds the group makes its members not evaluated, and names it', async () => {
    const healthy = await readWhole()
    bend('GetAccountAuthorizationDetails', withoutGroups)
    const inventory = await readWhole()
    const [member] = healthy.principals.filter(({ groups }) => groups.length > 0)
    if (!member) throw new Error('No user is in a group.')
    expect(caveatOf(inventory, `group:${member.groups[0]}`)).toMatchObject({ scope: 'policy' })
    const target = findTarget(inventory, {
      accountId: ACCOUNT,
      region: 'us-east-1',
      resourceId: ID.ordersProd,
    })
    const { rows, columns, cells } = buildMatrix(compileAccess(inventory), target)
    const row = rows.findIndex(({ principals }) => principals.includes(member.arn))
    const codes = [...cells.slice(row * columns.length, (row + 1) * columns.length)]
    const verdicts = new Set(codes.map(code => VERDICTS[code]))
    expect(row).toBeGreaterThanOrEqual(0)
    expect(verdicts).toContain('notEvaluated')
    expect(verdicts).not.toContain('noAccess')
  })
})

describe('the answer of RDS', () => {
  it('that gives one Marker for ever ends as a failure', async () => {
    bend('DescribeDBInstances', body =>
      body.replace('</DescribeDBInstancesResult>', '<Marker>again</Marker></DescribeDBInstancesResult>'),
    )
    const [region] = (await read()).regions
    expect(region?.parts.instances.state).toBe('failed')
  })

  it.each(['db-*', 'db-?', 'db-A/B', 'cluster-*', 'DROP'])(
    'with the resource id %s is no target: it would be written into policies',
    async hostile => {
      bend('DescribeDBInstances', body => body.replaceAll(ID.ordersProd, hostile))
      const reading = await read()
      expect(reading.targets.map(({ name }) => name)).not.toContain('orders-prod')
      expect(caveatOf(reading, 'unnamed')?.message).toContain('orders-prod')
    },
  )

  it.each([
    ['of another account', /:\d{12}:db:orders-prod</g, ':999900001111:db:orders-prod<', 'foreign'],
    [
      'of another partition',
      /arn:aws:rds:us-east-1:(\d+):db:orders-prod</g,
      'arn:aws-cn:rds:us-east-1:$1:db:orders-prod<',
      'foreign',
    ],
    [
      'of another Region',
      /rds:us-east-1:(\d+):db:orders-prod</g,
      'rds:us-west-2:$1:db:orders-prod<',
      'unnamed',
    ],
    ['that is none', /arn:aws:rds:us-east-1:\d+:db:orders-prod</g, 'orders-prod<', 'unnamed'],
  ] as const)('with an ARN %s is not shown, and said', async (_, from, to, caveat) => {
    bend('DescribeDBInstances', body => body.replace(from, to))
    const reading = await read()
    expect(reading.targets.map(({ name }) => name)).not.toContain('orders-prod')
    expect(caveatOf(reading, caveat)?.message).toContain('orders-prod')
  })

  it('with two targets under one resource id is no ground for acting on either', async () => {
    const billing = aws.world.rds.get('us-east-1')?.instances.get('billing-prod')
    if (!billing) throw new Error('billing-prod is not in the world.')
    billing.resourceId = ID.ordersProd
    const reading = await read()
    expect(caveatOf(reading, `shared:${ID.ordersProd}`)?.message).toMatch(
      /orders-prod.*billing-prod|billing-prod.*orders-prod/,
    )
    const ref = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd }
    expect(() => findTarget(reading, ref)).toThrow('cannot be told')
    await expect(readTarget(homeAccount(), ref.region, ref.resourceId)).rejects.toMatchObject({
      code: 'conflict',
    })
    billing.resourceId = ID.billingProd
  })

  it('without the tags of a database leaves open whether it is production', async () => {
    bend('DescribeDBInstances', body => body.replace(/<TagList>[\s\S]*?<\/TagList>/g, ''))
    const reading = await read()
    expect(reading.targets.find(({ name }) => name === 'orders-prod')?.tags).toBeNull()
    expect(caveatOf(reading, 'tags:')?.message).toContain('count as production')
  })
})

describe('one target by itself', () => {
  const instance = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd }
  const cluster = {
    accountId: ACCOUNT,
    region: 'us-east-1',
    resourceId: 'cluster-5XJNT2VQ7RKM4HBZLWYCD36FZE',
  }
  const refused = '<ErrorResponse/>'

  it.each(['DescribeDBInstances', 'DescribeDBClusters'])(
    'is found in the whole list where an emulator does not know the filter: %s',
    async action => {
      const unknown =
        '<ErrorResponse><Error><Code>InvalidParameterValue</Code><Message>Unrecognized filter name</Message></Error></ErrorResponse>'
      bend(action, (body, asked) =>
        asked.get('Filters.Filter.1.Name') ? { status: 400, body: unknown } : body,
      )
      expect((await readTarget(homeAccount(), instance.region, instance.resourceId)).name).toBe('orders-prod')
      expect((await readTarget(homeAccount(), cluster.region, cluster.resourceId)).members).toHaveLength(2)
    },
  )

  it('is found in the whole list where an emulator passes the filter over, or answers nothing to it', async () => {
    const none = (list: string) => (body: string, asked: URLSearchParams) =>
      asked.get('Filters.Filter.1.Name')
        ? `<R><Describe${list}Result><${list}/></Describe${list}Result></R>`
        : body
    bend('DescribeDBInstances', none('DBInstances'))
    expect((await readTarget(homeAccount(), instance.region, instance.resourceId)).name).toBe('orders-prod')
    bend('DescribeDBClusters', none('DBClusters'))
    expect((await readTarget(homeAccount(), cluster.region, cluster.resourceId)).members).toHaveLength(2)
  })

  it('is gone only where AWS answered whole', async () => {
    const gone = { region: 'us-east-1', resourceId: 'db-GONE' }
    await expect(readTarget(homeAccount(), gone.region, gone.resourceId)).rejects.toMatchObject({
      code: 'notFound',
    })
    bend('DescribeDBInstances', () => refused)
    await expect(readTarget(homeAccount(), gone.region, gone.resourceId)).rejects.toMatchObject({
      code: 'unavailable',
    })
  })
})
