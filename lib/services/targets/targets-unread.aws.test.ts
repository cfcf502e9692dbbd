import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { dropClients } from '@/lib/aws/clients'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { inspectToken } from '@/lib/connect/inspect-token'
import { closeRecords } from '@/lib/records/pool'
import { getReading } from '@/lib/services/account/get-reading'
import { forgetReading, invalidateReading } from '@/lib/services/account/reading-cache'
import { getHealth } from '@/lib/services/shell/get-health'
import { getSession } from '@/lib/services/shell/get-session'
import { searchEverything } from '@/lib/services/shell/search-everything'
import { getTarget } from '@/lib/services/targets/get-target'
import { listTargets } from '@/lib/services/targets/list-targets'
import { person } from '@/lib/services/testing/person'
import { listConnections } from '@/lib/services/tokens/list-connections'
import { mintToken } from '@/lib/services/tokens/mint-token'
import { planToken } from '@/lib/services/tokens/plan-token'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT, roleArn } from '@/lib/simulator/world/statements'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-unread-'))
const mira = person('mira', ['read', 'mint', 'grant'])
const orders = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd }
const order = { ...orders, databaseUser: 'app_readonly', signAs: 'caller', reason: 'INC-1' }
const NO_IAM = { rules: [{ kind: 'deny', service: 'iam' }] } as const
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

describe('where IAM may not be read', () => {
  beforeEach(() => aws.faults.set({ rules: [...NO_IAM.rules] }))

  it('targets are listed with their facts, and nothing is counted of people, grants or findings', async () => {
    const { rows, findings, iam, caveats } = await listTargets(mira)
    expect(rows).toHaveLength(15)
    expect(rows.every(({ summary, findings: own }) => summary === null && own === null)).toBe(true)
    expect(findings).toBeNull()
    expect(iam).toMatchObject({ state: 'refused' })
    expect(caveats.find(({ id }) => id === 'iam')?.missingAction).toBe('iam:GetAccountAuthorizationDetails')
  })

  it('a target opens, and who can connect to it is no number', async () => {
    const reading = await getTarget(mira, orders)
    expect(reading).toMatchObject({ target: { name: 'orders-prod' }, summary: null, findings: null })
    expect(reading.caveats.map(({ id }) => id)).toContain('iam')
  })

  it('a token can be issued all the same, and what IAM says of it is not known', async () => {
    const { checks, verdict, blocked } = await planToken(mira, order)
    expect([verdict, blocked]).toEqual(['notEvaluated', null])
    expect(checks[1]).toMatchObject({ outcome: 'unknown', text: 'Whether IAM allows it is not known' })
    const issued = await mintToken(mira, order)
    expect(inspectToken(issued.token).problems).toEqual([])
    expect(issued.verdict).toBe('notEvaluated')
  })

  it('the picker knows what was issued before, by whom, and what the address names', async () => {
    aws.faults.clear()
    await mintToken(mira, { ...order, signAs: roleArn('oncall-sre') })
    aws.faults.set({ rules: [...NO_IAM.rules] })
    forgetReading(homeAccount())
    const wanted = { resourceId: ID.ordersProd, databaseUser: 'named_in_address' }
    const connections = await listConnections(mira, { signAs: null, wanted })
    expect(connections).toMatchObject({ targets: 15, unread: null })
    expect(connections.typed).toHaveLength(15)
    expect(connections.options.every(({ verdict }) => verdict === 'notEvaluated')).toBe(true)
    const users = connections.options.map(({ target, databaseUser }) => `${databaseUser} on ${target}`)
    expect(users).toEqual(
      expect.arrayContaining(['app_readonly on orders-prod', 'named_in_address on orders-prod']),
    )
    expect(connections.signers.map(({ arn }) => arn)).toEqual(['caller', roleArn('oncall-sre')])
  })

  it('a search finds targets, and says that people and findings were not searched', async () => {
    const { items, notSearched } = await searchEverything(mira, 'orders')
    expect(items.find(({ group }) => group === 'targets')?.title).toBe('orders-prod')
    expect(items.find(({ title }) => title.startsWith('Who can connect'))?.detail).toBe('not evaluated')
    expect(items.some(({ group }) => group === 'principals' || group === 'findings')).toBe(false)
    expect(notSearched).toBe('users, roles and findings not read')
    expect(await searchEverything(mira, '@nobody')).toEqual({ items: [], notSearched })
  })
})

describe('where one Region may not be read', () => {
  beforeEach(() => aws.faults.set({ rules: [{ kind: 'deny', service: 'rds', region: 'us-west-2' }] }))

  it('every count and search says that it is missing', async () => {
    expect(await getSession(mira)).toMatchObject({ counts: { targets: 12 }, unread: 'us-west-2 not read' })
    expect((await listConnections(mira, { signAs: null })).unread).toBe('us-west-2 not read')
    expect((await searchEverything(mira, 'shipping-prod')).notSearched).toBe('us-west-2 not read')
  })

  it('a target of it is not said to be gone', async () => {
    const lost = getTarget(mira, { accountId: ACCOUNT, region: 'us-west-2', resourceId: 'db-ANYTHING' })
    await expect(lost).rejects.toMatchObject({
      code: 'accessDenied',
      missingAction: 'rds:DescribeDBInstances',
      message: expect.stringMatching(
        /^us-west-2 could not be read, so whether db-ANYTHING exists is not known/,
      ),
    })
    const gone = getTarget(mira, { accountId: ACCOUNT, region: 'us-east-1', resourceId: 'db-ANYTHING' })
    await expect(gone).rejects.toMatchObject({ code: 'notFound' })
  })

  it('each part of it says so for itself, and recovery takes all of it back', async () => {
    const state = async () => {
      const { regions, dates } = await getReading(mira)
      const lost = regions.find(({ region }) => region === 'us-west-2')
      return [lost?.parts.instances.state, dates.find(({ name }) => name === 'us-west-2')?.at === null]
    }
    expect(await state()).toEqual(['refused', true])
    aws.faults.clear()
    invalidateReading(homeAccount())
    expect(await state()).toEqual(['read', false])
    expect(await getSession(mira)).toMatchObject({ counts: { targets: 15 }, unread: null })
  })
})

it('one kind of target that may not be listed is told by its name, and only of it nothing is known', async () => {
  aws.faults.set({ rules: [{ kind: 'deny', action: 'DescribeDBProxies', region: 'us-east-1' }] })
  expect((await getSession(mira)).unread).toBe('proxies in us-east-1 not read')
  const ask = (resourceId: string) => getTarget(mira, { accountId: ACCOUNT, region: 'us-east-1', resourceId })
  await expect(ask('prx-ANYTHING')).rejects.toMatchObject({ code: 'accessDenied' })
  await expect(ask('db-ANYTHING')).rejects.toMatchObject({ code: 'notFound' })
})

it('an account that cannot be read again keeps the date of its data on every screen, and in its health', async () => {
  const first = await listTargets(mira)
  const firstTarget = await getTarget(mira, orders)
  expect(firstTarget.kept).toBeNull()
  aws.faults.set({ rules: [{ kind: 'expiredCredentials' }] })
  invalidateReading(homeAccount())
  const again = await listTargets(mira)
  expect(again.readAt).toBe(first.readAt)
  expect(again.dates.map(({ state }) => state)).toEqual(['kept', 'kept', 'kept', 'kept'])
  expect(again.dates.map(({ at }) => at)).toEqual(first.dates.map(({ at }) => at))
  const target = await getTarget(mira, orders)
  expect(target.readAt).toBe(firstTarget.readAt)
  expect(target.kept?.at).toBe(first.regions[0]?.parts.instances.state === 'read' ? first.dates[1]?.at : null)
  const { dataAgeSeconds, inventoryAgeSeconds } = await getHealth(mira)
  expect(dataAgeSeconds).toBeGreaterThanOrEqual(inventoryAgeSeconds ?? Number.NaN)
  const gone = getTarget(mira, { accountId: ACCOUNT, region: 'us-east-1', resourceId: 'db-ANYTHING' })
  await expect(gone).rejects.toMatchObject({ code: 'unavailable' })
})
