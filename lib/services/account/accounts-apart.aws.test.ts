import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Account, accountOf, homeAccount, knownAccounts } from '@/lib/account'
import { awsFact } from '@/lib/aws/aws-facts'
import { lastReadingCosts } from '@/lib/aws/reading-costs'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { loadInventory } from '@/lib/services/account/load-inventory'
import {
  forgetReading,
  invalidateReading,
  knownReading,
  onInventory,
  wroteLately,
} from '@/lib/services/account/reading-cache'
import { makeRoom } from '@/lib/services/account/readings-in-memory'
import { withWriteLock } from '@/lib/services/changes/write-lock'
import { type SimulatedAws, startSimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { WorldBuilder } from '@/lib/simulator/world/builder'
import { policy, serviceTrust } from '@/lib/simulator/world/statements'
import { emptyWorld } from '@/lib/simulator/world/world'

const OTHER = '444455556666'
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-accounts-'))
let home: SimulatedAws
let elsewhere: SimulatedAws
let other: Account

function smallWorld() {
  const world = emptyWorld(OTHER)
  const builder = new WorldBuilder(world)
  const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' })
  builder.role('gatehouse', { trust: serviceTrust('ecs-tasks.amazonaws.com'), inline: { all: everything } })
  builder.user('nora')
  return world
}

/** Where a client that is made now finds AWS: the environment is all that tells one simulated account from the other. */
function pointAt({ url }: SimulatedAws): void {
  process.env.AWS_ENDPOINT_URL = url
  process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = `${url}/container-credentials/gatehouse`
}

beforeAll(async () => {
  process.env.GATEHOUSE_DATA_DIR = folder
  home = await simulatedAccount()
  elsewhere = await startSimulatedAws({ world: smallWorld() })
  other = accountOf(OTHER)
})
beforeEach(async () => {
  for (const [aws, account] of [
    [home, homeAccount()],
    [elsewhere, other],
  ] as const) {
    forgetReading(account)
    pointAt(aws)
    await loadInventory(account)
  }
})
afterAll(async () => {
  await Promise.all([home.close(), elsewhere.close()])
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

it('an account is one object, and the one of our own credentials is the home account', () => {
  expect(accountOf(OTHER)).toBe(other)
  expect(accountOf(homeAccount().id ?? '')).toBe(homeAccount())
  expect(knownAccounts()).toEqual([homeAccount(), other])
})

it('what was read of one, and what it cost, is not of the other', async () => {
  const [own, others] = [await loadInventory(homeAccount()), await loadInventory(other)]
  expect([own.accountId, others.accountId]).toEqual(['111122223333', OTHER])
  expect([homeAccount().id, other.id]).toEqual(['111122223333', OTHER])
  expect(others.principals.map(({ name }) => name).toSorted()).toEqual(['gatehouse', 'nora'])
  expect(others.targets).toEqual([])
  expect(lastReadingCosts(homeAccount())).not.toBe(lastReadingCosts(other))
  expect(await awsFact(homeAccount(), 'fact', 60_000, async () => 'own')).toBe('own')
  expect(await awsFact(other, 'fact', 60_000, async () => 'of the other')).toBe('of the other')
})

it('what credentials of another account show is never taken for it', async () => {
  const third = accountOf('777788889999')
  await expect(loadInventory(third)).rejects.toMatchObject({
    code: 'notFound',
    message: expect.stringContaining(`cannot read account 777788889999: the credentials that it has are of`),
  })
  expect(knownReading(third)).toBeNull()
})

it('each is asked by its own clients, wherever a new one would ask', async () => {
  pointAt(elsewhere)
  invalidateReading(homeAccount())
  expect((await loadInventory(homeAccount())).accountId).toBe('111122223333')
})

it('who listens to one hears nothing of the other, and a write in one makes nobody wait in the other', async () => {
  const heard: string[] = []
  onInventory(other, ({ accountId }) => heard.push(accountId))
  heard.length = 0
  invalidateReading(homeAccount())
  await loadInventory(homeAccount())
  expect(heard).toEqual([])
  expect([wroteLately(homeAccount()), wroteLately(accountOf('777788889999'))]).toEqual([true, false])
  invalidateReading(other)
  await loadInventory(other)
  expect(heard).toEqual([OTHER])
})

it('beyond the limit the reading of the other goes, never that of the home account or of the one that is asked', () => {
  makeRoom(other, 0)
  expect(knownReading(homeAccount())).not.toBeNull()
  expect(knownReading(other)).not.toBeNull()
  makeRoom(homeAccount(), 0)
  expect(knownReading(homeAccount())).not.toBeNull()
  expect(knownReading(other)).toBeNull()
  expect(accountOf(OTHER)).toBe(other)
})

it('a reading stays while somebody writes in its account, or AWS is asked about it', async () => {
  await withWriteLock(other, ['a policy'], async () => makeRoom(homeAccount(), 0))
  expect(knownReading(other)).not.toBeNull()
  pointAt(elsewhere)
  const reading = loadInventory(other, { fresh: true })
  makeRoom(homeAccount(), 0)
  expect(knownReading(other)).not.toBeNull()
  await reading
  makeRoom(homeAccount(), 0)
  expect(knownReading(other)).toBeNull()
})
