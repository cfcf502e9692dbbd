import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { forgetReading } from '@/lib/services/account/reading-cache'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import {
  type DemoDatabases,
  startDemoDatabases,
  tunnelsOf,
} from '@/lib/simulator/databases/start-demo-databases'

/**
 * For the tests of one file: a simulated account whose databases answer, reached through tunnels as the demo reaches them.
 * Which targets can: `live-targets.ts` of the simulator.
 */
export function demoDatabases(only = ['orders-prod', 'inventory-staging']) {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-demo-'))
  let started: { aws: SimulatedAws; demo: DemoDatabases } | null = null
  const there = () => {
    if (!started) throw new Error('The databases are there from the first test on.')
    return started
  }
  beforeAll(async () => {
    chmodSync(folder, 0o711)
    const aws = await simulatedAccount()
    const dataDir = join(folder, 'demo')
    const demo = await startDemoDatabases({ world: aws.world, dataDir, now: () => new Date(), only })
    started = { aws, demo }
    Object.assign(process.env, {
      GATEHOUSE_DATA_DIR: join(folder, 'own'),
      GATEHOUSE_CA_FILE: demo.caFile,
      GATEHOUSE_SCAN_USER: 'gatehouse_scan',
      GATEHOUSE_ADMIN_USER: 'gatehouse_ops',
      GATEHOUSE_TUNNELS: tunnelsOf(demo.fronts),
    })
    forgetReading(homeAccount())
  })
  afterAll(async () => {
    await closeRecords()
    await started?.demo.close()
    await started?.aws.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    folder,
    get aws() {
      return there().aws
    },
  }
}
