import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { listActivity } from '@/lib/services/activity/list-activity'
import { listSessions } from '@/lib/services/sessions/list-sessions'
import { signIn } from '@/lib/services/sessions/sign-in'
import { person } from '@/lib/services/testing/person'
import { mintToken } from '@/lib/services/tokens/mint-token'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const mira = person('mira', ['read', 'mint'])
const KEY = 'a-key-of-sixteen-letters-or-more'
let aws: SimulatedAws

beforeAll(async () => {
  aws = await simulatedAccount()
  // A folder beneath a file can never be made, whoever runs this.
  vi.stubEnv('GATEHOUSE_DATA_DIR', '/dev/null/data')
  vi.stubEnv('GATEHOUSE_LAUNCH_KEY', KEY)
  vi.stubEnv('DATABASE_URL', undefined)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await closeRecords()
  await aws.close()
})

const SAID = {
  code: 'unavailable',
  message: expect.stringContaining('data folder /dev/null/data cannot be written'),
}

it('signing in works where the data folder cannot be written', async () => {
  const visitor = { address: '127.0.0.1', browser: 'Firefox on Linux' } as never
  const first = await signIn({ key: 'another-key-of-many-letters', cookie: undefined, visitor })
  expect(first.state).toBe('wrong')
  expect(await signIn({ key: KEY, cookie: undefined, visitor })).toMatchObject({ state: 'signedIn' })
})

it.each([
  ['Activity', () => listActivity(mira)],
  [
    'the sessions in Settings',
    () => listSessions(person(mira.actor.name, mira.actor.capabilities, { sessionId: 'x' }) as never),
  ],
])('%s says that the folder cannot be written', async (_, ask) => {
  await expect(ask()).rejects.toMatchObject(SAID)
})

it('a database that is away is said in Activity too, without the words of its driver', async () => {
  await closeRecords()
  vi.stubEnv('DATABASE_URL', 'postgresql://gatehouse@localhost:1/gatehouse')
  await expect(listActivity(mira)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(
      /^The records' database cannot be reached.*Check that it runs, then try again\.$/,
    ),
  })
  await closeRecords()
  vi.stubEnv('DATABASE_URL', undefined)
})

it('no token is issued that cannot be recorded, and why is said', async () => {
  const order = {
    accountId: ACCOUNT,
    region: 'us-east-1',
    resourceId: ID.ordersProd,
    databaseUser: 'app',
    signAs: 'caller',
    reason: 'x',
  }
  await expect(mintToken(mira, order)).rejects.toMatchObject(SAID)
})
