import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoEnvironment } from '@/lib/launch/environment.js'
import { startDashboard, startSimulator } from '@/lib/launch/processes.js'

export interface HouseOptions {
  account?: 'small' | 'large'
  /** Seconds that the dashboard's own AWS session lasts. */
  sessionSeconds?: number
  /** Overrides of the dashboard's environment. */
  env?: Record<string, string>
}

/** A whole Gatehouse of its own: simulated account, demo databases, built dashboard, nothing shared. */
export async function openHouse(options: HouseOptions = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'gatehouse-e2e-'))
  const simulator = await startSimulator({
    dataDir: join(dataDir, 'simulator'),
    account: options.account ?? 'small',
    settleMs: 1_500,
    ...(options.sessionSeconds ? { sessionSeconds: options.sessionSeconds } : {}),
  })
  let output = ''
  const dashboard = await startDashboard({
    env: { ...demoEnvironment(simulator, join(dataDir, 'dashboard')), ...options.env },
    onOutput: text => {
      output += text
    },
  })
  const faults = (body: Record<string, unknown>) =>
    fetch(`${simulator.awsUrl}/_simulator/faults`, { method: 'PUT', body: JSON.stringify(body) })
  return {
    simulator,
    dashboard,
    dataDir,
    /** Everything the dashboard has printed so far. */
    output: () => output,
    faults,
    async close() {
      await dashboard.stop()
      await simulator.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export type House = Awaited<ReturnType<typeof openHouse>>
