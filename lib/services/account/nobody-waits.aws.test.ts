import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import { memoryOf } from '@/lib/access/model/memory'
import type { Target } from '@/lib/access/model/target'
import { homeAccount } from '@/lib/account'
import { dropClients } from '@/lib/aws/clients'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { getReadingStatus } from '@/lib/services/account/get-reading-status'
import { loadInventory, loadReading } from '@/lib/services/account/load-inventory'
import {
  forgetReading,
  invalidateReading,
  knownReading,
  readingStatus,
} from '@/lib/services/account/reading-cache'
import { getSession } from '@/lib/services/shell/get-session'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-nobody-waits-'))
const operator = person('mira', ['read'])
let aws: SimulatedAws

beforeAll(async () => {
  process.env.GATEHOUSE_DATA_DIR = folder
  process.env.GATEHOUSE_REGIONS = 'us-east-1,us-west-2,eu-west-1'
  process.env.GATEHOUSE_INVENTORY_SECONDS = '0'
  aws = await simulatedAccount()
})
beforeEach(async () => {
  await settled()
  aws.faults.clear()
  dropClients(homeAccount())
  forgetReading(homeAccount())
})
afterAll(async () => {
  await settled()
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

const settled = () =>
  vi.waitFor(() => expect(readingStatus(homeAccount()).reading).toBe(false), { timeout: 20_000 })

/** How many more calls of this kind the fault would hit: fewer after each call. */
const hitsLeft = () => aws.faults.current.rules[0]?.times

describe('after the first reading nobody waits for AWS', () => {
  it('serves the old reading at once and reads one newer one behind it, whoever asks meanwhile', async () => {
    const first = await loadInventory(homeAccount())
    aws.faults.set({ rules: [{ kind: 'slow', action: 'GetCallerIdentity', times: 100, delayMs: 1_000 }] })
    const [second, third] = [await loadInventory(homeAccount()), await loadInventory(homeAccount())]
    expect([second, third]).toEqual([first, first])
    expect(second).toBe(first)
    expect(readingStatus(homeAccount())).toMatchObject({ answer: first.readAt, reading: true })
    await settled()
    expect(hitsLeft()).toBe(99)
    const newer = knownReading(homeAccount())
    expect(newer?.readAt.localeCompare(first.readAt)).toBe(1)
    expect(await loadReading(homeAccount())).toBe(newer)
  })

  it('finds what all cells share worked out before it asks, in whichever bundle of the program', async () => {
    const inventory = await loadInventory(homeAccount())
    const access = compileAccess(inventory)
    const prepared = memoryOf(access).get('columns') as WeakMap<Target, MatrixColumn[]>
    vi.resetModules()
    const elsewhere = await import('@/lib/access/decide/compile-access')
    const { columnsOf } = await import('@/lib/access/decide/columns')
    expect(elsewhere.compileAccess).not.toBe(compileAccess)
    expect(elsewhere.compileAccess(inventory)).toBe(access)
    expect(inventory.targets.length).toBeGreaterThan(0)
    for (const target of inventory.targets) {
      expect(prepared.has(target)).toBe(true)
      expect(columnsOf(access, target)).toBe(prepared.get(target))
    }
  })

  it('waits in the moment after a write, and whenever a fresh reading is asked for', async () => {
    const first = await loadInventory(homeAccount())
    invalidateReading(homeAccount())
    const after = await loadInventory(homeAccount())
    expect(after.readAt.localeCompare(first.readAt)).toBe(1)
    const fresh = await loadInventory(homeAccount(), { fresh: true })
    expect(fresh.readAt.localeCompare(after.readAt)).toBe(1)
  })

  it('shows the older one with its date and the reason when AWS fails behind it, and does not ask for every page', async () => {
    const first = await loadInventory(homeAccount())
    aws.faults.set({ rules: [{ kind: 'deny', action: 'GetCallerIdentity', times: 100 }] })
    expect(await loadInventory(homeAccount())).toBe(first)
    await settled()
    const left = hitsLeft()
    const older = await loadInventory(homeAccount())
    expect(older.readAt).toBe(first.readAt)
    expect(older.parts.iam).toMatchObject({ state: 'kept', at: first.readAt })
    expect(older.caveats[0]).toMatchObject({ id: 'stale' })
    for (let page = 0; page < 5; page += 1) expect(await loadInventory(homeAccount())).toBe(older)
    expect(readingStatus(homeAccount()).reading).toBe(false)
    expect(hitsLeft()).toBe(left)
  })

  it('waits after a write although AWS failed just before it', async () => {
    const first = await loadInventory(homeAccount())
    aws.faults.set({ rules: [{ kind: 'deny', action: 'GetCallerIdentity' }] })
    await loadInventory(homeAccount())
    await settled()
    aws.faults.clear()
    invalidateReading(homeAccount())
    const after = await loadInventory(homeAccount())
    expect(after.readAt.localeCompare(first.readAt)).toBe(1)
    expect(after.caveats.map(({ id }) => id)).not.toContain('stale')
  })
})

describe('the first reading', () => {
  it('is counted while it runs, and the frame does not wait for its end', async () => {
    aws.faults.set({
      rules: [{ kind: 'slow', service: 'rds', region: 'us-west-2', times: 1, delayMs: 4_000 }],
    })
    const session = await getSession(operator)
    expect(session).toMatchObject({ answer: null, counts: null, credentials: 'ok' })
    const status = await getReadingStatus(operator)
    expect(status).toMatchObject({ answer: null, reading: true, soFar: { regions: 2, ofRegions: 3 } })
    expect(status.soFar.principals).toBeGreaterThan(0)
    const whole = await loadInventory(homeAccount())
    expect(await getReadingStatus(operator)).toMatchObject({ answer: whole.readAt, soFar: { regions: 3 } })
  })

  it('refuses to tell an operator who may not read', async () => {
    await expect(getReadingStatus(person(operator.actor.name, []))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
