import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { demoEnvironment } from '@/lib/launch/environment.js'
import { startDashboard, startSimulator } from '@/lib/launch/processes.js'

/** Making databases takes most of the start of a house: they are made once, and every house begins with a copy. */
export default async function makeSeed() {
  const seed = await mkdtemp(join(tmpdir(), 'gatehouse-e2e-seed-'))
  // PostgreSQL does not run as root when the tests do, and must be able to walk in.
  await chmod(seed, 0o755)
  const simulator = await startSimulator({ dataDir: join(seed, 'simulator'), open: 'all' })
  // Without credentials it reads no account: its records are made, and hold nothing.
  const env = demoEnvironment(simulator, join(seed, 'dashboard'))
  const dashboard = await startDashboard({ env: { ...env, AWS_CONTAINER_CREDENTIALS_FULL_URI: undefined } })
  await fetch(`${dashboard.url}/api/health?ready`)
  await dashboard.stop()
  await simulator.stop()
  process.env.GATEHOUSE_E2E_SEED = seed
  return () => rm(seed, { recursive: true, force: true })
}

/** With owners and rights, which Node's own copy does not keep. */
export async function copySeed(dataDir: string) {
  const seed = process.env.GATEHOUSE_E2E_SEED
  if (seed) await promisify(execFile)('cp', ['-pR', `${seed}/.`, dataDir])
}
