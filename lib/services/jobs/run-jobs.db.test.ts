import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { type EmbeddedPostgres, startPostgres } from '@/lib/embedded-postgres/start-postgres'
import { livingServers } from '@/lib/records/job-servers'
import { addJobs, jobName, listWaiting, loadKinds } from '@/lib/records/jobs'
import { closeRecords, records } from '@/lib/records/pool'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetReading, knownReading, onInventory } from '@/lib/services/account/reading-cache'
import { JOBS } from '@/lib/services/jobs/all-jobs'
import type { Job } from '@/lib/services/jobs/job'
import { resumeJob } from '@/lib/services/jobs/resume-job'
import { runJobs } from '@/lib/services/jobs/run-jobs'
import { stopJob } from '@/lib/services/jobs/stop-job'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { createDemoAuthority } from '@/lib/simulator/databases/certificates'
import { honestAnswer } from '@/lib/simulator/databases/hostile/server-words'
import { startHostileServer } from '@/lib/simulator/databases/hostile/start-hostile-server'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT, connect, connectArn, policy } from '@/lib/simulator/world/statements'

const WAIT = { timeout: 45_000, interval: 20 }
const mira = person('mira', ['read'])
const QUICK = { lookEveryMs: 100, goneAfter: 5 }
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-jobs-'))
const databases: { port: number; close(): Promise<void> }[] = []
const children: ChildProcess[] = []
const ending: (() => Promise<void>)[] = []
let aws: SimulatedAws
let server: EmbeddedPostgres
/** Of a server: each asks once what databases there are, and signs in to every one of them. */
let readings = 0
let made = 0

/** Two databases that open to the server, and one PostgreSQL for the records of all servers. */
beforeAll(async () => {
  chmodSync(folder, 0o711)
  server = await startPostgres({ dataDir: join(folder, 'shared'), fsync: false })
  aws = await simulatedAccount()
  const opened = [ID.ordersProd, ID.fraudScoring] as string[]
  const text = JSON.stringify(
    policy(
      connect(
        'Own',
        opened.map(id => connectArn(id, 'gatehouse_scan')),
      ),
    ),
  )
  // The cast opens others, of every engine, which answer nobody here.
  const role = aws.world.roles.get('gatehouse')
  if (role)
    role.inline = [...role.inline.filter(({ name }) => name !== 'gatehouse-scan'), { name: 'own', text }]
  forgetReading(homeAccount())
  process.env.GATEHOUSE_SCAN_USER = 'gatehouse_scan'
  process.env.GATEHOUSE_AUDIT_KEY = 'a key that all servers of this test share'
  process.env.GATEHOUSE_DATA_DIR = join(folder, 'own')
  await useDatabase()
  const { targets } = await loadInventory(homeAccount())
  const hosts = targets
    .filter(({ resourceId }) => opened.includes(resourceId))
    .map(({ endpoint }) => endpoint?.host ?? '')
  const authority = await createDemoAuthority()
  const certificate = await authority.issueFor(hosts)
  for (const _host of hosts)
    databases.push(
      await startHostileServer(certificate, visitor => {
        return visitor.session(sql => {
          if (sql.includes('from pg_database')) readings++
          return honestAnswer(sql, 'gatehouse_scan')
        })
      }),
    )
  writeFileSync(join(folder, 'ca.pem'), authority.certificate)
  process.env.GATEHOUSE_CA_FILE = join(folder, 'ca.pem')
  process.env.GATEHOUSE_TUNNELS = hosts
    .map((host, at) => `${host}:5432=127.0.0.1:${databases[at]?.port}`)
    .join(',')
})
afterAll(async () => {
  await Promise.all(databases.map(database => database.close()))
  await closeRecords()
  await server.stop()
  await aws.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  await useDatabase()
  forgetReading(homeAccount())
  readings = 0
})
afterEach(async () => {
  for (const end of ending.splice(0)) await end()
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

const urlOf = (user: string, database: string) =>
  `postgresql://${user}@/${database}?host=${encodeURIComponent(server.socketDir)}&port=${server.port}`

async function asSuperuser(sql: string, database = 'postgres') {
  const client = new pg.Client({ connectionString: urlOf(server.user, database) })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/** Every test has records of its own. */
async function useDatabase(): Promise<string> {
  await closeRecords()
  const database = `jobs_${++made}`
  await asSuperuser(`create database ${database}`)
  process.env.DATABASE_URL = urlOf(server.user, database)
  return database
}

const sql = async (text: string, values: unknown[] = []) => (await (await records()).query(text, values)).rows

/** This process as a server. */
function runHere(jobs: readonly Job[] = JOBS): () => Promise<void> {
  const stop = runJobs(homeAccount(), { jobs, ...QUICK })
  ending.push(stop)
  return stop
}

/** Another server, in a process of its own, with its own memory. `jobs` is the text of an array that may use JOBS. */
async function runElsewhere(jobs = 'JOBS'): Promise<ChildProcess> {
  const module = (name: string) => JSON.stringify(new URL(`${name}.ts`, import.meta.url).href)
  const program = `const { JOBS } = await import(${module('./all-jobs')})
    const { runJobs } = await import(${module('./run-jobs')})
    const { homeAccount } = await import(${module('../../account')})
    const { records } = await import(${module('../../records/pool')})
    const sql = async text => (await records()).query(text)
    const stop = runJobs(homeAccount(), { jobs: ${jobs}, lookEveryMs: 100, goneAfter: 5 })
    process.stdin.once('data', async () => { await stop(); process.exit(0) })`
  const flags = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e']
  const child = spawn(process.execPath, [...flags, program], { stdio: ['pipe', 'ignore', 'inherit'] })
  children.push(child)
  const before = (await livingServers()).length
  await vi.waitFor(async () => expect(await livingServers()).toHaveLength(before + 1), WAIT)
  return child
}

const name = jobName('search-findings', ACCOUNT)
const ask = () => addJobs([{ name, key: name, tries: 3 }])
/** A job of which the test decides what it does. */
const jobThat = (run: Job['run']): Job => {
  const job = JOBS.find(({ kind }) => kind === 'search-findings')
  if (!job) throw new Error('no job')
  return { ...job, run }
}
const NEVER_ENDS = `JOBS.filter(job => job.kind === 'search-findings').map(job => ({ ...job, run: () => new Promise(() => {}) }))`
const lockedBy = async () => (await sql('select locked_by from gatehouse_jobs.jobs'))[0]?.locked_by

describe('two servers on one PostgreSQL', () => {
  const readAll = async () =>
    vi.waitFor(async () => expect(await sql('select 1 from gatehouse.scans')).toHaveLength(2), WAIT)
  const plan = jobName('read-databases', ACCOUNT)
  /** A round of looking for due databases, by whichever server is free. */
  const round = async () => {
    const [{ last_at: before } = {}] = await sql(
      "select last_at from gatehouse.job_kinds where kind = 'read-databases'",
    )
    const [task] = await sql(
      'select identifier from gatehouse_jobs._private_tasks where identifier like $1',
      [`${plan}/%`],
    )
    await addJobs([{ name: task?.identifier, key: task?.identifier }])
    await vi.waitFor(
      async () =>
        expect(
          (await sql("select last_at from gatehouse.job_kinds where kind = 'read-databases'"))[0]?.last_at,
        ).not.toEqual(before),
      WAIT,
    )
    await vi.waitFor(async () => expect(await listWaiting(ACCOUNT)).toEqual([]), WAIT)
  }

  it('read every server once per period, not once each', async () => {
    await runElsewhere()
    runHere()
    await readAll()
    for (let look = 0; look < 3; look++) await round()
    expect(readings).toBe(2)
    await sql("update gatehouse.scans set scanned_at = scanned_at - interval '1 day'")
    for (let look = 0; look < 3; look++) await round()
    expect(readings).toBe(4)
  })

  it('know what the other has read, and search once when the round is over', async () => {
    await loadInventory(homeAccount())
    const told = vi.fn()
    onInventory(homeAccount(), told)
    expect(told).toHaveBeenCalledTimes(1)
    await runElsewhere()
    process.env.GATEHOUSE_CAPABILITIES = 'read'
    try {
      runHere()
      await readAll()
      await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(2), WAIT)
      await vi.waitFor(
        () =>
          expect(Object.keys(knownReading(homeAccount())?.scans ?? {}).sort()).toEqual(
            [ID.ordersProd, ID.fraudScoring].sort(),
          ),
        WAIT,
      )
    } finally {
      delete process.env.GATEHOUSE_CAPABILITIES
    }
  })

  it('do a job once', async () => {
    await sql('create table ran (by text)')
    const jobs = `JOBS.filter(job => job.kind === 'search-findings').map(job =>
      ({ ...job, run: async () => { await sql("insert into ran values ('elsewhere')"); return null } }))`
    await runElsewhere(jobs)
    runHere([
      jobThat(async () => {
        await sql("insert into ran values ('here')")
        return null
      }),
    ])
    await vi.waitFor(async () => expect(await livingServers()).toHaveLength(2), WAIT)
    for (let n = 0; n < 20; n++) await addJobs([{ name, key: `${name}/${n}` }])
    await vi.waitFor(async () => expect(await listWaiting(ACCOUNT)).toEqual([]), WAIT)
    expect(await sql('select 1 from ran')).toHaveLength(20)
  })

  it('take over at once what a server that is stopped was at', async () => {
    const child = await runElsewhere(NEVER_ENDS)
    await ask()
    await vi.waitFor(async () => expect(await lockedBy()).toMatch(/^pool-/), WAIT)
    child.stdin?.write('stop')
    await once(child, 'exit')
    expect(await lockedBy()).toBeNull()
    expect(await livingServers()).toEqual([])
    let done = false
    runHere([
      jobThat(async () => {
        done = true
        return null
      }),
    ])
    await vi.waitFor(() => expect(done).toBe(true), WAIT)
  })

  it('take over what a server that was killed was at', async () => {
    const child = await runElsewhere(NEVER_ENDS)
    await ask()
    await vi.waitFor(async () => expect(await lockedBy()).toMatch(/^pool-/), WAIT)
    let done = false
    runHere([
      jobThat(async () => {
        done = true
        return null
      }),
    ])
    await vi.waitFor(async () => expect(await livingServers()).toHaveLength(2), WAIT)
    expect(done).toBe(false)
    child.kill('SIGKILL')
    await vi.waitFor(() => expect(done).toBe(true), WAIT)
    await vi.waitFor(async () => expect(await listWaiting(ACCOUNT)).toEqual([]), WAIT)
  })
})

describe('a kind of job', () => {
  it('that fails is tried again, each time later, and left after its last try', async () => {
    let tries = 0
    runHere([
      jobThat(async () => {
        tries += 1
        throw new Error(`try ${tries}`)
      }),
    ])
    await vi.waitFor(async () => expect(await livingServers()).toHaveLength(1), WAIT)
    await ask()
    const gaps: number[] = []
    for (let n = 1; n <= 3; n++) {
      await vi.waitFor(
        async () => expect(await listWaiting(ACCOUNT)).toMatchObject([{ attempts: n, running: false }]),
        WAIT,
      )
      const [{ later } = {}] = await sql(
        'select extract(epoch from run_at - now())::float as later from gatehouse_jobs.jobs',
      )
      gaps.push(later)
      if (n < 3) await sql('update gatehouse_jobs._private_jobs set run_at = now()')
    }
    const [first = 0, second = 0, third = 0] = gaps
    expect(first).toBeGreaterThan(0)
    expect(second).toBeGreaterThan(first)
    expect(third).toBeGreaterThan(second)
    expect(await listWaiting(ACCOUNT)).toMatchObject([
      { given: true, lastError: 'Something unexpected stopped it: the log of the server has it.' },
    ])
    expect(await loadKinds(ACCOUNT)).toMatchObject([{ kind: 'search-findings', lastFailed: true }])
    expect(tries).toBe(3)
  })

  it('that somebody stopped is not done, by no server, until it goes on', async () => {
    let done = 0
    runHere([
      jobThat(async () => {
        done += 1
        return null
      }),
    ])
    await vi.waitFor(async () => expect(await livingServers()).toHaveLength(1), WAIT)
    await stopJob(mira, { name: 'searching for findings' })
    await ask()
    await vi.waitFor(async () => expect(await listWaiting(ACCOUNT)).toEqual([]), WAIT)
    expect(done).toBe(0)
    await resumeJob(mira, { name: 'searching for findings' })
    await ask()
    await vi.waitFor(() => expect(done).toBe(1), WAIT)
  })
})

describe('records whose user may make no schema', () => {
  it('have no queue: the server says so and does its own work by the clock', async () => {
    const database = await useDatabase()
    await records()
    await asSuperuser(
      `create role plain login; grant all on schema gatehouse to plain;
        grant all on all tables in schema gatehouse to plain`,
      database,
    )
    await closeRecords()
    process.env.DATABASE_URL = urlOf('plain', database)
    runHere()
    await vi.waitFor(async () => expect(await sql('select 1 from gatehouse.scans')).toHaveLength(2), WAIT)
    expect(await livingServers()).toMatchObject([
      { worker: null, trouble: expect.stringContaining('permission denied for database') },
    ])
    expect(await listWaiting(ACCOUNT)).toEqual([])
  })
})
