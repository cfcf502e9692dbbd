import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetReading, onInventory } from '@/lib/services/account/reading-cache'
import { knownFindings, whenRecorded } from '@/lib/services/findings/account-findings'
import { keepLookingForFindings } from '@/lib/services/jobs/keep-looking-for-findings'
import { getSession } from '@/lib/services/shell/get-session'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { largeAccount } from '@/lib/simulator/world/large'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-looking-'))
const reader = person('sam', ['read'])
let aws: SimulatedAws

beforeAll(async () => {
  process.env.GATEHOUSE_DATA_DIR = folder
  aws = await simulatedAccount({ world: largeAccount() })
  forgetReading(homeAccount())
})
afterAll(async () => {
  onInventory(homeAccount(), () => undefined)
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

it('counts what is wrong in a large account before anybody opens Findings, and says so until then', async () => {
  keepLookingForFindings(homeAccount())
  const inventory = await loadInventory(homeAccount())
  expect((await getSession(reader)).counts?.findings).toBeNull()
  await vi.waitFor(() => expect(knownFindings(homeAccount(), inventory)).not.toBeNull(), {
    timeout: 50_000,
    interval: 50,
  })
  expect((await getSession(reader)).counts?.findings).toBe(knownFindings(homeAccount(), inventory)?.length)
  await whenRecorded(homeAccount(), inventory)
})

it('looks again after the next reading, and shows the last numbers meanwhile', async () => {
  const before = (await getSession(reader)).counts?.findings
  const inventory = await loadInventory(homeAccount(), { fresh: true })
  expect(knownFindings(homeAccount(), inventory)).toBeNull()
  expect((await getSession(reader)).counts?.findings).toBe(before)
  await vi.waitFor(() => expect(knownFindings(homeAccount(), inventory)).not.toBeNull(), {
    timeout: 50_000,
    interval: 50,
  })
  await whenRecorded(homeAccount(), inventory)
})
