import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasIam } from '@/lib/access/model/inventory'
import { isWholeNow, regionState } from '@/lib/access/reading/region-reading'
import { homeAccount } from '@/lib/account'
import { dropAwsFacts } from '@/lib/aws/aws-facts'
import { dropClients } from '@/lib/aws/clients'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { AppError } from '@/lib/errors'
import { formatClock } from '@/lib/format'
import { closeRecords } from '@/lib/records/pool'
import { loadInventory, loadReading } from '@/lib/services/account/load-inventory'
import { forgetReading, invalidateReading } from '@/lib/services/account/reading-cache'
import { refreshInventory } from '@/lib/services/account/refresh-inventory'
import { getSession } from '@/lib/services/shell/get-session'
import { getTarget } from '@/lib/services/targets/get-target'
import { listTargets } from '@/lib/services/targets/list-targets'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { WorldBuilder } from '@/lib/simulator/world/builder'
import { smallCast } from '@/lib/simulator/world/cast'
import { ID } from '@/lib/simulator/world/cast-ids'
import { RdsBuilder } from '@/lib/simulator/world/rds-builder'
import { ACCOUNT, serviceTrust } from '@/lib/simulator/world/statements'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-inventory-'))
const operator = person('mira', ['read'])
let aws: SimulatedAws

beforeAll(async () => {
  process.env.GATEHOUSE_DATA_DIR = folder
  aws = await simulatedAccount()
})
beforeEach(() => {
  aws.faults.clear()
  process.env.GATEHOUSE_REGIONS = 'us-east-1,us-west-2,eu-west-1'
  dropClients(homeAccount())
  forgetReading(homeAccount())
})
afterAll(async () => {
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

const byName = async (name: string) =>
  (await loadInventory(homeAccount())).targets.find(target => target.name === name)
const caveatOf = async (id: string) =>
  (await loadReading(homeAccount())).caveats.find(caveat => caveat.id.startsWith(id))

describe('targets', () => {
  it('lists every instance, cluster and proxy of all regions, members inside their cluster', async () => {
    const { rows, regions } = await listTargets(operator)
    const counted = Object.fromEntries(regions.map(({ region, targetCount }) => [region, targetCount]))
    expect(counted).toEqual({ 'us-east-1': 11, 'us-west-2': 3, 'eu-west-1': 1 })
    expect(rows.map(row => row.name)).not.toContain('analytics-dw-1')
    const cluster = rows.find(row => row.name === 'analytics-dw')
    expect(cluster?.resourceId).toBe('cluster-5XJNT2VQ7RKM4HBZLWYCD36FZE')
    expect(cluster?.members.map(({ name, role }) => [name, role])).toEqual([
      ['analytics-dw-1', 'writer'],
      ['analytics-dw-2', 'reader'],
    ])
  })

  it('keeps a target that cannot have IAM authentication, with the reason', async () => {
    expect((await byName('warehouse-legacy'))?.iamAuth).toEqual({
      state: 'unsupported',
      accepted: false,
      reason: 'MariaDB 10.5.26 is too old for IAM database authentication.',
    })
    expect((await byName('ledger-prod'))?.iamAuth.reason).toContain('db.t3.small')
  })

  it('says what waits, what it would interrupt, and when', async () => {
    const changes = (await byName('billing-prod'))?.pendingChanges
    expect(changes).toEqual([
      {
        field: 'DBInstanceClass',
        label: 'Instance class',
        before: 'db.m6g.large',
        after: 'db.m6g.xlarge',
        restarts: true,
      },
      {
        field: 'BackupRetentionPeriod',
        label: 'Backup retention',
        before: '7 days',
        after: '14 days',
        restarts: false,
      },
    ])
    expect((await byName('identity-prod'))?.iamAuth).toMatchObject({ state: 'pendingOn', accepted: false })
  })

  it('reads whether plaintext is refused from the parameter group, else from the engine default', async () => {
    expect((await byName('orders-prod'))?.tlsEnforced).toBe(true)
    expect((await byName('fraud-scoring-prod'))?.tlsEnforced).toBe(false)
    expect((await byName('partner-api-prod'))?.tlsEnforced).toBe(true)
  })

  it('leaves it open where the parameters may not be read', async () => {
    dropAwsFacts(homeAccount())
    aws.faults.set({ rules: [{ kind: 'deny', action: 'DescribeDBParameters' }] })
    expect((await byName('orders-prod'))?.tlsEnforced).toBeNull()
    expect(await caveatOf('region:')).toBeUndefined()
  })

  it('knows what stands behind a proxy by its resource id', async () => {
    const proxy = (await byName('checkout-proxy'))?.proxy
    expect(proxy).toMatchObject({ clientAuth: 'required', databaseAuth: 'secret' })
    expect(proxy?.targets).toEqual([{ name: 'orders-prod', resourceId: ID.ordersProd, health: 'AVAILABLE' }])
  })

  it('drops Neptune and DocumentDB, which the same calls return', async () => {
    const neptune = new RdsBuilder(aws.world, 'us-east-1').instance({
      identifier: 'graph',
      resourceId: 'db-GRAPH',
      engine: 'neptune',
      settings: { engineVersion: '1.3.1.0' },
    })
    expect(await byName('graph')).toBeUndefined()
    aws.world.rds.get('us-east-1')?.instances.delete(neptune.identifier)
  })

  it('says where a member’s id leads, and that a vanished target is gone', async () => {
    const ref = { accountId: ACCOUNT, region: 'us-east-1', resourceId: 'db-HQ3MXNVT5R2KJ7BZLWYC4DAPE6' }
    await expect(getTarget(operator, ref)).rejects.toThrow(/member of the cluster analytics-dw/)
    await expect(getTarget(operator, { ...ref, resourceId: 'db-GONE' })).rejects.toMatchObject({
      code: 'notFound',
      message: expect.stringContaining('may have been deleted'),
    })
  })
})

describe('regions', () => {
  it('"all" reads every region, and says which ones the account has not opted in to', async () => {
    process.env.GATEHOUSE_REGIONS = 'all'
    const { regions, targets, caveats } = await loadInventory(homeAccount())
    expect(regions.length).toBeGreaterThan(15)
    expect(regions.every(isWholeNow)).toBe(true)
    expect(targets).toHaveLength(15)
    expect(caveats.find(({ id }) => id === 'regions:optIn')?.message).toContain('me-south-1')
  })

  it('a named one that is not opted in to is told as that, beside those that answer', async () => {
    process.env.GATEHOUSE_REGIONS = 'me-south-1,us-east-1'
    const { regions, targets, caveats } = await loadInventory(homeAccount())
    expect(regions.map(region => [region.region, regionState(region)])).toEqual([
      ['me-south-1', 'refused'],
      ['us-east-1', 'read'],
    ])
    expect(targets.length).toBeGreaterThan(0)
    const told = caveats.filter(({ subject }) => subject === 'me-south-1')
    expect(told).toHaveLength(1)
    expect(told[0]?.message).toMatch(/has not opted in to it: enable it/)
    expect(told[0]?.message).not.toContain('no AWS credentials')
  })

  it('alone it still leaves the rest of the account readable', async () => {
    process.env.GATEHOUSE_REGIONS = 'me-south-1'
    const { principals, targets } = await loadInventory(homeAccount())
    expect(targets).toEqual([])
    expect(principals.length).toBeGreaterThan(50)
  })

  it('one that every account has is refused for the credentials alone', async () => {
    process.env.GATEHOUSE_REGIONS = 'eu-west-2,me-south-1'
    const { regions } = aws.world
    aws.world.regions = regions.filter(region => region !== 'eu-west-2')
    await expect(loadInventory(homeAccount())).rejects.toMatchObject({ code: 'noCredentials' })
    aws.world.regions = regions
  })

  it('are the SDK’s own where none is named', async () => {
    process.env.GATEHOUSE_REGIONS = ''
    expect((await loadInventory(homeAccount())).regions.map(({ region }) => region)).toEqual(['us-east-1'])
  })

  it('without any, a sentence says which variable to set', async () => {
    process.env.GATEHOUSE_REGIONS = ''
    const given = process.env.AWS_REGION
    delete process.env.AWS_REGION
    dropClients(homeAccount())
    await expect(loadInventory(homeAccount())).rejects.toMatchObject({
      message: expect.stringContaining('GATEHOUSE_REGIONS'),
    })
    process.env.AWS_REGION = given
  })
})

describe('policies', () => {
  it('decodes documents, joins groups and names the one that is not JSON', async () => {
    const { policies, principals } = await loadInventory(homeAccount())
    const unparsable = policies.filter(({ text }) => {
      try {
        JSON.parse(text)
        return false
      } catch {
        return true
      }
    })
    expect(unparsable).toHaveLength(1)
    expect(await caveatOf('policy-text:')).toMatchObject({ subject: 'import-2016 of role/old-importer' })
    const lent = principals.flatMap(({ policies: held }) =>
      held.identity.filter(({ viaGroup }) => viaGroup !== null),
    )
    expect(lent.length).toBeGreaterThan(0)
  })

  it('reads live quotas and the alias', async () => {
    const inventory = await loadInventory(homeAccount())
    expect(inventory.quotas).toMatchObject({ policySize: 6144, attachedPoliciesPerRole: 20, live: true })
    expect(inventory.accountAlias).toBe('larkspur-prod')
  })

  it('collects every page before it joins anything', async () => {
    const world = smallCast()
    const builder = new WorldBuilder(world)
    const before = world.roles.size
    for (let number = 0; number < 450; number++) {
      builder.role(`batch-${number}`, {
        trust: serviceTrust('ec2.amazonaws.com'),
        attached: ['gatehouse-read'],
      })
    }
    await aws.close()
    aws = await simulatedAccount({ world })
    forgetReading(homeAccount())
    const { principals, managedPolicies } = await loadInventory(homeAccount())
    expect(principals.filter(({ kind }) => kind === 'role')).toHaveLength(before + 450)
    const read = managedPolicies.find(({ name }) => name === 'gatehouse-read')
    expect(
      principals.every(({ name, policies: held }) => {
        return !name.startsWith('batch-') || held.identity.some(({ policyId }) => policyId === read?.arn)
      }),
    ).toBe(true)
    await aws.close()
    aws = await simulatedAccount()
  })
})

describe('when AWS refuses or fails', () => {
  it('shows the other regions and names the missing permission of the refused one', async () => {
    aws.faults.set({ rules: [{ kind: 'deny', service: 'rds', region: 'us-west-2' }] })
    const { regions, rows, caveats } = await listTargets(operator)
    expect(regions.map(region => [region.region, regionState(region)])).toEqual([
      ['us-east-1', 'read'],
      ['us-west-2', 'refused'],
      ['eu-west-1', 'read'],
    ])
    expect(rows).toHaveLength(12)
    expect(caveats.filter(({ scope }) => scope === 'region')).toEqual([
      expect.objectContaining({
        subject: 'us-west-2',
        answer: 'AccessDenied rds:DescribeDBInstances',
        missingAction: 'rds:DescribeDBInstances, rds:DescribeDBClusters, rds:DescribeDBProxies',
      }),
    ])
  })

  it('shows what it may when one kind of call is refused', async () => {
    aws.faults.set({ rules: [{ kind: 'deny', action: 'DescribeDBProxies' }] })
    const inventory = await loadInventory(homeAccount())
    expect(inventory.targets.some(({ kind }) => kind === 'proxy')).toBe(false)
    expect(inventory.targets.some(({ name }) => name === 'orders-prod')).toBe(true)
    expect(await caveatOf('region:us-east-1')).toMatchObject({ missingAction: 'rds:DescribeDBProxies' })
  })

  it('does not take members for targets when their cluster could not be read', async () => {
    aws.faults.set({ rules: [{ kind: 'deny', action: 'DescribeDBClusters' }] })
    const inventory = await loadInventory(homeAccount())
    expect(inventory.targets.map(({ name }) => name)).not.toContain('analytics-dw-1')
    expect(await caveatOf('members:us-east-1')).toBeDefined()
  })

  it('shows targets without verdicts when IAM is refused', async () => {
    aws.faults.set({ rules: [{ kind: 'deny', service: 'iam' }] })
    const reading = await loadReading(homeAccount())
    expect(reading.targets).toHaveLength(15)
    expect(hasIam(reading)).toBe(false)
    expect(reading.parts.iam).toMatchObject({ state: 'refused' })
    expect(reading.quotas.live).toBe(false)
    await expect(loadInventory(homeAccount())).rejects.toMatchObject({
      code: 'accessDenied',
      message: expect.stringContaining('Who can connect is not known.'),
    })
    expect(await caveatOf('iam')).toMatchObject({
      missingAction: 'iam:GetAccountAuthorizationDetails',
      message: expect.stringContaining('not known until'),
    })
  })

  it.each([
    ['html500', "HTTP 500 that is not AWS's format"],
    ['truncated', "HTTP 200 that is not AWS's format"],
    ['hangUp', 'TimeoutError: socket hang up'],
  ] as const)('turns %s into a sentence, not a page of markup', async (kind, answer) => {
    aws.faults.set({ rules: [{ kind, service: 'rds', region: 'eu-west-1' }] })
    const caveat = await caveatOf('region:eu-west-1')
    expect(caveat).toMatchObject({ answer, missingAction: null })
    expect(caveat?.message).not.toContain('<')
  })

  it('keeps the older targets and policies through a throttled minute, and says how old they are', async () => {
    const first = await loadInventory(homeAccount())
    aws.faults.set({
      rules: [
        { kind: 'throttle', service: 'rds', region: 'us-west-2' },
        { kind: 'throttle', service: 'iam' },
      ],
    })
    await refreshInventory(operator)
    const second = await loadInventory(homeAccount())
    expect(second.targets.map(({ name }) => name)).toEqual(first.targets.map(({ name }) => name))
    expect(second.principals).toHaveLength(first.principals.length)
    expect(second.regions[1]).toMatchObject({ region: 'us-west-2', targetCount: 3 })
    expect(second.parts.iam).toMatchObject({ state: 'kept', at: first.readAt })
    const words = `shown as of ${formatClock(first.readAt)} UTC`
    expect((await caveatOf('region:us-west-2'))?.message).toContain(words)
    expect((await caveatOf('iam'))?.message).toContain(words)
  })

  it('serves the older reading, dated, when the credentials expire', async () => {
    const first = await loadInventory(homeAccount())
    aws.faults.set({ rules: [{ kind: 'expiredCredentials' }] })
    invalidateReading(homeAccount())
    const again = await loadInventory(homeAccount())
    expect(again.targets).toEqual(first.targets)
    expect(again.caveats[0]).toMatchObject({ id: 'stale', answer: expect.stringContaining('ExpiredToken') })
    expect(again.caveats[0]?.message).toContain('an older reading is shown')
    expect(again.readAt).toBe(first.readAt)
  })

  it('says that credentials expired when there is nothing older to show', async () => {
    aws.faults.set({ rules: [{ kind: 'expiredCredentials' }] })
    const error = await loadInventory(homeAccount()).catch(reason => reason)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'noCredentials', message: expect.stringContaining('aws sso login') })
    expect(await getSession(operator)).toMatchObject({ credentials: 'expired', account: null, counts: null })
    aws.faults.clear()
    expect(await getSession(operator)).toMatchObject({ credentials: 'ok', mode: 'read only' })
  })
})

describe('sharing', () => {
  it('asks AWS once for many who ask at the same time, and again after a drop', async () => {
    const [first, second] = await Promise.all([loadInventory(homeAccount()), loadInventory(homeAccount())])
    expect(second).toBe(first)
    expect(await loadInventory(homeAccount())).toBe(first)
    invalidateReading(homeAccount())
    expect(await loadInventory(homeAccount())).not.toBe(first)
  })

  it('does not keep a reading that began before a write', async () => {
    const before = loadInventory(homeAccount())
    invalidateReading(homeAccount())
    const after = await loadInventory(homeAccount())
    expect(await before).not.toBe(after)
    expect(await loadInventory(homeAccount())).toBe(after)
  })
})
