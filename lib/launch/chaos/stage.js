import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { demoEnvironment, launchKey } from '../environment.js'
import { startDashboard, startSimulator } from '../processes.js'
import { inProject } from '../project.js'
import { run } from '../run.js'
import { openInside } from './inside.js'
import { visit } from './visitor.js'

/** Small enough that it can be filled in a moment, large enough for a cluster and some thousand entries. */
const DISK = '160m'

/**
 * One simulated account, one PostgreSQL on a disk of its own, two dashboards on both: what chaos is let loose on.
 */
export async function openStage() {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-chaos-'))
  chmodSync(folder, 0o755)
  const disk = await openDisk(join(folder, 'disk'))
  const simulator = await startSimulator({
    dataDir: join(folder, 'simulator'),
    settleMs: 300,
    open: 'catalog-prod',
  })
  const records = await openRecords(disk.folder, join(folder, 'socket'))
  const env = {
    ...demoEnvironment(simulator, join(folder, 'data')),
    GATEHOUSE_SCAN_MINUTES: '0',
    GATEHOUSE_INVENTORY_SECONDS: '1',
    GATEHOUSE_AUDIT_KEY: launchKey(),
    GATEHOUSE_SESSION_SECRET: launchKey(),
    DATABASE_URL: records.url,
  }
  const servers = await Promise.all([openServer(env), openServer(env)])
  return {
    simulator,
    inside: openInside(simulator),
    records,
    disk,
    servers,
    /**
     * @param {unknown[]} rules
     * @param {unknown[]} [statements]
     */
    faults: async (rules, statements = []) => {
      const body = JSON.stringify({ rules, statements })
      await fetch(`${simulator.awsUrl}/_simulator/faults`, { method: 'PUT', body })
    },
    /** @returns {Promise<unknown[]>} Those that have not hit yet. */
    faultsLeft: async () => {
      const answer = await fetch(`${simulator.awsUrl}/_simulator/faults`)
      const { rules, statements } = await answer.json()
      return [...rules, ...statements]
    },
    account: async () => (await fetch(`${simulator.awsUrl}/_simulator/state`)).json(),
    close: async () => {
      await Promise.all(servers.map(server => server.stop()))
      await records.stop()
      await simulator.stop()
      await disk.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */

/** @param {Record<string, string | undefined>} env */
async function openServer(env) {
  const start = async () => {
    const dashboard = await startDashboard({ env: { ...env, GATEHOUSE_LAUNCH_KEY: launchKey() } })
    return { dashboard, visitor: await visit(dashboard) }
  }
  let now = await start()
  return {
    get visitor() {
      return now.visitor
    },
    /** @param {'kill -9' | 'SIGTERM' | 'SIGINT' | 'closed stdin'} how */
    end: async how => {
      if (how === 'closed stdin') return now.dashboard.stop()
      process.kill(now.dashboard.pid, how === 'kill -9' ? 'SIGKILL' : how)
      await now.dashboard.ended
    },
    again: async () => {
      now = await start()
    },
    stop: () => now.dashboard.stop(),
  }
}

/** @typedef {Awaited<ReturnType<typeof openServer>>} Server */

/**
 * A file system that can be full. Where none may be mounted, `canBeFilled` says so and the folder is an ordinary one.
 * @param {string} folder
 */
async function openDisk(folder) {
  mkdirSync(folder, { mode: 0o755 })
  const { code } = await run(['mount', '-t', 'tmpfs', '-o', `size=${DISK},mode=755`, 'tmpfs', folder])
  const ballast = join(folder, 'ballast')
  return {
    folder,
    canBeFilled: code === 0,
    fill: async () => {
      await run(['dd', 'if=/dev/zero', `of=${ballast}`, 'bs=64k'])
      await run(['dd', 'if=/dev/zero', `of=${ballast}2`, 'bs=1'])
    },
    free: () => {
      for (const file of [ballast, `${ballast}2`]) rmSync(file, { force: true })
    },
    close: async () => {
      if (code === 0) await run(['umount', '-l', folder])
    },
  }
}

/**
 * @param {string} disk
 * @param {string} socket a name that stays while the server behind it comes and goes
 */
async function openRecords(disk, socket) {
  const start = async () => {
    const wish = { dataDir: join(disk, 'records'), fsync: false, superuser: 'postgres', settings: {} }
    const supervisor = inProject('lib', 'embedded-postgres', 'supervisor.js')
    const child = spawn(process.execPath, [supervisor, JSON.stringify(wish)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const lines = createInterface({ input: child.stdout })
    const said = JSON.parse(await new Promise(resolve => lines.once('line', resolve)))
    if ('error' in said) throw new Error(said.error)
    rmSync(socket, { force: true })
    symlinkSync(said.socketDir, socket)
    const ended = new Promise(resolve => child.once('exit', resolve))
    return { child, ended }
  }
  const isGone = () => now.child.exitCode !== null
  let now = await start()
  const url = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(socket)}`
  /** @param {string} sql */
  const query = async sql => {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end().catch(() => {})
    }
  }
  return {
    url,
    query,
    isGone,
    kill: async () => {
      const [pid] = readFileSync(join(disk, 'records', 'postmaster.pid'), 'utf8').split('\n')
      process.kill(Number(pid), 'SIGKILL')
      await now.ended
    },
    again: async () => {
      now = await start()
    },
    /** @param {boolean} on */
    readOnly: async on => {
      await query(`alter system set default_transaction_read_only = ${on ? 'on' : 'off'}`)
      await query('select pg_reload_conf()')
    },
    stop: async () => {
      now.child.stdin.end()
      await now.ended
    },
  }
}
