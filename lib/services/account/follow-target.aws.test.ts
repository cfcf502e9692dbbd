import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { dropAwsFacts } from '@/lib/aws/aws-facts'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { forgetReading, invalidateReading } from '@/lib/services/account/reading-cache'
import { getTarget } from '@/lib/services/targets/get-target'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-follow-'))
const mira = person('mira', ['read'])
const look = (resourceId: string) => getTarget(mira, { accountId: ACCOUNT, region: 'us-east-1', resourceId })
let aws: SimulatedAws

beforeAll(async () => {
  process.env.GATEHOUSE_DATA_DIR = folder
  aws = await simulatedAccount()
})
beforeEach(() => {
  aws.faults.clear()
  forgetReading(homeAccount())
})
afterAll(async () => {
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

it.each([
  ['DescribeDBProxyTargets', ID.checkoutProxy],
  ['DescribeDBProxyEndpoints', ID.checkoutProxy],
  ['DescribeDBInstances', ID.checkoutProxy],
  ['DescribeDBClusters', ID.checkoutProxy],
  ['ListTagsForResource', ID.checkoutProxy],
  ['DescribeDBClusterEndpoints', ID.analyticsDw],
  ['DescribeDBParameters', ID.ordersProd],
  ['DescribeOrderableDBInstanceOptions', ID.inventoryStaging],
])('while %s fails, a target read anew after a write loses nothing that was known', async (action, id) => {
  await look(id)
  // After a write of ours a target is read anew at every look.
  invalidateReading(homeAccount())
  const { target, caveats } = await look(id)
  aws.faults.set({ rules: [{ kind: 'hangUp', action }] })
  dropAwsFacts(homeAccount())
  const again = await look(id)
  expect(aws.faults.current.calls.some(({ hits }) => hits > 0)).toBe(true)
  expect(again.target).toEqual(target)
  expect(again.caveats).toEqual(caveats)
})
