import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { describeProcess } from '@/lib/embedded-postgres/stale-lock.js'
import { createDemoAuthority } from '../certificates'
import { markComplete } from './data-folder'
import { findMariadb } from './find-mariadb.js'
import { type Mariadb, type StartMariadb, startMariadb } from './start-mariadb'

const programs = findMariadb()
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-mariadb-start-'))
const dataDir = join(folder, 'data')
const patience = { timeout: 30_000, interval: 20 }

let wish: StartMariadb

const pidOf = () => Number.parseInt(readFileSync(join(dataDir, 'server.pid'), 'utf8'), 10)
/** A process that has ended may wait a moment for its parent to hear of it. */
const runs = (pid: number) => describeProcess(pid)?.command.includes('mariadbd') ?? false

const keeperOf = (pid: number) => describeProcess(describeProcess(pid)?.parent ?? 0)

/** A program that starts the server and then waits, so that it can be killed. */
async function startElsewhere(): Promise<ChildProcess> {
  const module = new URL('./start-mariadb.ts', import.meta.url).href
  const program = `const { startMariadb } = await import(${JSON.stringify(module)})
    await startMariadb(${JSON.stringify(wish)}); process.stdout.write('ready')`
  const flags = ['--import', 'tsx', '--input-type=module', '-e']
  const child = spawn(process.execPath, [...flags, program], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (child.stdout) await once(child.stdout, 'data')
  return child
}

describe.runIf(programs)('the MariaDB of the demo', () => {
  beforeAll(async () => {
    chmodSync(folder, 0o711)
    const tls = await (await createDemoAuthority()).issuePemFor(['localhost'])
    wish = { programs: programs ?? { server: '', install: '' }, dataDir, tls }
    const first: Mariadb = await startMariadb(wish)
    markComplete(first.place)
    await first.stop()
    expect(existsSync(first.socket)).toBe(false)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('leaves nothing running when its parent is killed with -9', async () => {
    const parent = await startElsewhere()
    const pid = pidOf()
    expect(runs(pid)).toBe(true)
    parent.kill('SIGKILL')
    await vi.waitUntil(() => !runs(pid), patience)
  })

  it('says who holds the data when it is in use, and takes over from a server that lost its supervisor', async () => {
    const parent = await startElsewhere()
    const pid = pidOf()
    await expect(startMariadb(wish)).rejects.toThrow(/in use by another Gatehouse \(process \d+\)/)
    expect(runs(pid)).toBe(true)
    process.kill(describeProcess(pid)?.parent ?? 0, 'SIGKILL')
    await vi.waitUntil(() => !keeperOf(pid)?.command.includes('server-supervisor.js'), patience)
    const next = await startMariadb(wish)
    expect(runs(pid)).toBe(false)
    await next.stop()
    parent.kill('SIGKILL')
  })

  it('repeats the words of a server that cannot start', async () => {
    const broken = { ...wish, tls: { certificate: 'no certificate', key: 'no key' } }
    await expect(startMariadb(broken)).rejects.toThrow(/mariadbd ended\. Its last words:/)
  })
})
