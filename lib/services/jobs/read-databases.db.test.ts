import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Target } from '@/lib/access/model/target'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { listWaiting, loadKinds } from '@/lib/records/jobs'
import { closeRecords } from '@/lib/records/pool'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { JOBS } from '@/lib/services/jobs/all-jobs'
import { readDatabaseJob } from '@/lib/services/jobs/read-database-job'
import { runJobs } from '@/lib/services/jobs/run-jobs'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { createDemoAuthority } from '@/lib/simulator/databases/certificates'
import { startHostileServer } from '@/lib/simulator/databases/hostile/start-hostile-server'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT, connect, connectArn, policy } from '@/lib/simulator/world/statements'

const WAIT = { timeout: 30_000, interval: 20 }
const LIMITS = { deadlineMs: 3_000, bytes: 1_048_576, rows: 1_000 }
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-reading-'))
const servers: { port: number; close(): Promise<void> }[] = []
let aws: SimulatedAws
let silent: Target
let honest: Target
let knocks = 0

/** Two databases that open to the server: the first in the round never says a word, the second is as it should be. */
beforeAll(async () => {
  Object.assign(process.env, {
    GATEHOUSE_DATA_DIR: join(folder, 'own'),
    GATEHOUSE_SCAN_USER: 'gatehouse_scan',
  })
  aws = await simulatedAccount()
  const text = JSON.stringify(policy(connect('Own', connectArn(ID.fraudScoring, 'gatehouse_scan'))))
  aws.world.roles.get('gatehouse')?.inline.push({ name: 'own', text })
  forgetReading(homeAccount())
  const { targets } = await loadInventory(homeAccount())
  const opened: string[] = [ID.ordersProd, ID.fraudScoring]
  const open = targets.filter(({ resourceId }) => opened.includes(resourceId))
  ;[silent, honest] = open as [Target, Target]
  const hosts = open.map(({ endpoint }) => endpoint?.host ?? '')
  const authority = await createDemoAuthority()
  const certificate = await authority.issueFor(hosts)
  servers.push(
    await startHostileServer(certificate, () => {
      knocks++
    }),
    await startHostileServer(certificate, visitor => {
      knocks++
      return visitor.session()
    }),
  )
  writeFileSync(join(folder, 'ca.pem'), authority.certificate)
  process.env.GATEHOUSE_CA_FILE = join(folder, 'ca.pem')
  process.env.GATEHOUSE_TUNNELS = hosts
    .map((host, at) => `${host}:5432=127.0.0.1:${servers[at]?.port}`)
    .join(',')
})
afterAll(async () => {
  await Promise.all(servers.map(server => server.close()))
  await closeRecords()
  await aws.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The jobs as they are, but for the patience with a database that never answers. */
const jobs = [...JOBS.filter(({ kind }) => kind !== 'read-database'), readDatabaseJob(LIMITS)]
const lastOf = async (kind: string) => (await loadKinds(ACCOUNT)).find(one => one.kind === kind)

it('signs in nowhere on a server without the capability to issue tokens', async () => {
  process.env.GATEHOUSE_CAPABILITIES = 'read,modify,grant'
  const stop = runJobs(homeAccount(), { jobs, lookEveryMs: 100 })
  await vi.waitFor(async () => expect(await lastOf('mend-changes')).toBeDefined(), WAIT)
  await stop()
  delete process.env.GATEHOUSE_CAPABILITIES
  expect(await lastOf('read-databases')).toBeUndefined()
  expect(knocks).toBe(0)
})

it('reads the next database although the one before it never answers', async () => {
  const stop = runJobs(homeAccount(), { jobs, lookEveryMs: 100 })
  const scanOf = async ({ resourceId }: Target) => (await loadInventory(homeAccount())).scans[resourceId]
  await vi.waitFor(async () => expect(await scanOf(honest)).toBeDefined(), WAIT)
  expect(knocks).toBe(2)
  expect((await scanOf(honest))?.users.map(({ name }) => name)).toEqual(['app'])
  expect(await scanOf(silent)).toBeUndefined()
  expect((await listWaiting(ACCOUNT)).filter(({ key }) => key?.endsWith(silent.resourceId))).toMatchObject([
    {
      attempts: 1,
      given: false,
      lastError: expect.stringContaining(`The users of ${silent.endpoint?.host} were not read.`),
    },
  ])
  await stop()
})
