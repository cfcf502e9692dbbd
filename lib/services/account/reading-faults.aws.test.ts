import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type AccountReading, hasIam, type Inventory, REGION_PARTS } from '@/lib/access/model/inventory'
import { dateOf, type Part } from '@/lib/access/model/part'
import { asOf } from '@/lib/access/reading/as-of'
import { homeAccount } from '@/lib/account'
import { dropAwsFacts } from '@/lib/aws/aws-facts'
import { bentAnswers } from '@/lib/aws/testing/bent-answers'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { readInventory } from '@/lib/services/account/read-inventory'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-reading-'))
let aws: SimulatedAws
let door: Awaited<ReturnType<typeof bentAnswers>>

beforeAll(async () => {
  process.env.GATEHOUSE_DATA_DIR = folder
  aws = await simulatedAccount()
  door = await bentAnswers(aws)
  process.env.GATEHOUSE_REGIONS = 'us-east-1'
  healthy = await read()
})
beforeEach(() => {
  aws.faults.clear()
  door.bend(null)
  dropAwsFacts(homeAccount())
})
afterAll(async () => {
  await door.close()
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

let healthy: AccountReading
const read = (older: AccountReading | null = null) => {
  dropAwsFacts(homeAccount())
  return readInventory(homeAccount(), older)
}

/** Every part by name, and how it stands. */
function partsOf({ parts, regions }: AccountReading): Map<string, Part> {
  const named = Object.entries(parts) as [string, Part][]
  const own = regions.flatMap(region =>
    REGION_PARTS.map(name => [`${region.region} ${name}`, region.parts[name]] as [string, Part]),
  )
  return new Map([...named, ...own])
}

/** Every read of RDS and IAM that a reading is made of, and the part that must tell of its failure. */
const CALLS: [action: string, part: string][] = [
  ['DescribeDBInstances', 'us-east-1 instances'],
  ['DescribeDBClusters', 'us-east-1 clusters'],
  ['DescribeDBProxies', 'us-east-1 proxies'],
  ['DescribeOrderableDBInstanceOptions', 'us-east-1 engineSupport'],
  ['DescribeDBParameters', 'us-east-1 parameters'],
  ['ListTagsForResource', 'us-east-1 tags'],
  ['GetAccountAuthorizationDetails', 'iam'],
  ['GetCredentialReport', 'credentials'],
  ['GetAccountSummary', 'quotas'],
]
const FAULTS = ['deny', 'throttle', 'html500', 'truncated', 'empty'] as const
const CASES = CALLS.flatMap(([action, part]) => FAULTS.map(fault => [action, fault, part] as const))

function breakDown(action: string, fault: (typeof FAULTS)[number]): void {
  if (fault === 'empty') door.bend(answer => (answer.action === action ? '<Answer/>' : answer.body))
  else aws.faults.set({ rules: [{ kind: fault, action }] })
}

it.each(CASES)(
  '%s, %s: told at the start; later the last good answer stays under its own date',
  async (action, fault, name) => {
    breakDown(action, fault)
    const cold = partsOf(await read()).get(name)
    expect(cold?.state).toBe(fault === 'deny' ? 'refused' : 'failed')
    expect(cold && 'why' in cold && cold.why).toMatchObject({
      missingAction: fault === 'deny' ? expect.stringMatching(`:${action}$`) : null,
    })
    const date = dateOf(partsOf(healthy).get(name) as Part)
    let reading: AccountReading | Inventory = healthy
    for (const _ of ['once', 'twice']) {
      reading = await read(reading)
      expect(partsOf(reading).get(name)).toMatchObject({ state: 'kept', at: date })
      expect(asOf(reading) <= reading.readAt).toBe(true)
      expect(reading.targets).toEqual(healthy.targets)
      expect(hasIam(reading) && reading.principals).toEqual(hasIam(healthy) && healthy.principals)
    }
    expect(reading.caveats.length > healthy.caveats.length).toBe(name !== 'quotas')
  },
)

it('a reading that AWS answers again is whole, and of now', async () => {
  aws.faults.set({
    rules: [
      { kind: 'throttle', service: 'rds' },
      { kind: 'deny', service: 'iam' },
    ],
  })
  const lost = await read(healthy)
  expect(asOf(lost)).toBe(healthy.readAt)
  aws.faults.clear()
  const again = await read(lost)
  const { organization: _, ...parts } = Object.fromEntries(partsOf(again))
  expect(Object.values(parts).every(({ state }) => state === 'read')).toBe(true)
  expect(asOf(again)).toBe(again.readAt)
  expect(again.caveats.map(({ id }) => id)).toEqual(healthy.caveats.map(({ id }) => id))
})
