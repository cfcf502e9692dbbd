import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoEnvironment } from '@/lib/launch/environment.js'
import { startDashboard, startSimulator } from '@/lib/launch/processes.js'
import { copySeed } from './seed'

export interface HouseOptions {
  account?: 'small' | 'large' | 'empty'
  /** Seconds that the dashboard's own AWS session lasts. */
  sessionSeconds?: number
  /** The dashboard signs with the keys of user/mira.okafor, who has an MFA device, and not as a role. */
  laptop?: boolean
  /** The dashboard may assume the role that reads the organisation; else its SCPs stay unread, as in the demo. */
  readsOrganization?: boolean
  /** How long each stage of a change in RDS lasts. */
  settleMs?: number
  /** Databases of MySQL and MariaDB that are there from the start; the others start for their first visitor. */
  databases?: string[]
  /** What goes wrong in AWS from before the dashboard starts. */
  faults?: Record<string, unknown>
  /** Overrides of the dashboard's environment; undefined takes a variable away. */
  env?: Record<string, string | undefined>
}

/** A whole Gatehouse of its own: simulated account, demo databases, built dashboard, nothing shared. */
export async function openHouse(options: HouseOptions = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'gatehouse-e2e-'))
  await chmod(dataDir, 0o755)
  await copySeed(dataDir)
  const simulator = await startSimulator({
    dataDir: join(dataDir, 'simulator'),
    account: options.account ?? 'small',
    settleMs: options.settleMs ?? 1_500,
    open: options.databases?.join(',') ?? '',
    laptop: options.laptop ?? false,
    ...(options.sessionSeconds ? { sessionSeconds: options.sessionSeconds } : {}),
  })
  let output = ''
  const start = (port = 0, env: HouseOptions['env'] = {}) =>
    startDashboard({
      port,
      env: {
        ...demoEnvironment(simulator, join(dataDir, 'dashboard'), options),
        // A test decides itself when a database is read.
        GATEHOUSE_SCAN_MINUTES: '0',
        ...options.env,
        ...env,
      },
      onOutput: text => {
        output += text
      },
    })
  const faults = (body: Record<string, unknown>) =>
    fetch(`${simulator.awsUrl}/_simulator/faults`, { method: 'PUT', body: JSON.stringify(body) })
  if (options.faults) await faults(options.faults)
  let dashboard = await start()
  return {
    simulator,
    get dashboard() {
      return dashboard
    },
    dataDir,
    /** Everything the dashboard has printed so far. */
    output: () => output,
    faults,
    /** The power fails: nothing of the dashboard runs on. */
    async kill() {
      process.kill(dashboard.pid, 'SIGKILL')
      await dashboard.ended
    },
    /** Another dashboard on the same data and address, with a key of its own. */
    async startAgain(env: HouseOptions['env'] = {}) {
      dashboard = await start(dashboard.port, env)
    },
    async close() {
      await dashboard.stop()
      await simulator.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export type House = Awaited<ReturnType<typeof openHouse>>
