import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Target } from '@/lib/access/model/target'
import { simulatedAccount } from '@/lib/aws/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { forgetInventory, loadInventory } from '@/lib/services/account/load-inventory'
import { readDueDatabases } from '@/lib/services/jobs/keep-reading-databases'
import type { SimulatedAws } from '@/lib/simulator/aws/server'
import { createDemoAuthority } from '@/lib/simulator/databases/certificates'
import { startHostileServer } from '@/lib/simulator/databases/hostile/start-hostile-server'
import { ID } from '@/lib/simulator/world/cast-ids'
import { connect, connectArn, policy } from '@/lib/simulator/world/statements'

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
  forgetInventory()
  const { targets } = await loadInventory()
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

it('signs in nowhere on a server without the capability to issue tokens', async () => {
  process.env.GATEHOUSE_CAPABILITIES = 'read,modify,grant'
  await readDueDatabases(LIMITS)
  delete process.env.GATEHOUSE_CAPABILITIES
  expect(knocks).toBe(0)
})

it('reads the next database although the one before it never answers', async () => {
  await readDueDatabases(LIMITS)
  expect(knocks).toBe(2)
  const { scans } = await loadInventory()
  expect(scans[silent.resourceId]).toBeUndefined()
  expect(scans[honest.resourceId]?.users.map(({ name }) => name)).toEqual(['app'])
})
