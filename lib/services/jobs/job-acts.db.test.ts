import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { listAudit } from '@/lib/records/audit'
import { livingServers } from '@/lib/records/job-servers'
import { listWaiting } from '@/lib/records/jobs'
import { closeRecords } from '@/lib/records/pool'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { listJobs } from '@/lib/services/jobs/list-jobs'
import { resumeJob } from '@/lib/services/jobs/resume-job'
import { runJob } from '@/lib/services/jobs/run-job'
import { runJobs } from '@/lib/services/jobs/run-jobs'
import { stopJob } from '@/lib/services/jobs/stop-job'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const WAIT = { timeout: 30_000, interval: 20 }
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-job-acts-'))
const mira = person('mira', ['read', 'modify', 'grant'])
const reader = person('sam', ['read'])
const MENDING = { name: 'mending changes' }
let aws: SimulatedAws
let stop: () => Promise<void>

beforeAll(async () => {
  chmodSync(folder, 0o711)
  delete process.env.DATABASE_URL
  process.env.GATEHOUSE_DATA_DIR = folder
  aws = await simulatedAccount()
  forgetReading(homeAccount())
  stop = runJobs(homeAccount(), { lookEveryMs: 100 })
  await vi.waitFor(async () => expect((await jobOf(MENDING.name))?.last).not.toBeNull(), WAIT)
})
afterAll(async () => {
  await stop()
  await closeRecords()
  await aws.close()
  rmSync(folder, { recursive: true, force: true })
})

const jobOf = async (name: string) => (await listJobs(reader)).jobs.find(job => job.name === name)
const lastEntry = async () => (await listAudit({ limit: 1 })).records[0]

describe('what works in the background', () => {
  it('is listed with what it did last and when it is next, to whoever may read', async () => {
    const { jobs, workers, troubles } = await listJobs(reader)
    expect(workers).toBe(1)
    expect(troubles).toEqual([])
    expect(jobs.map(({ title }) => title)).toEqual([
      'Reading databases',
      'Search for findings',
      'Watching switches',
      'Repair of interrupted changes',
    ])
    const mending = jobs.at(-1)
    expect(mending).toMatchObject({ last: { failed: false }, failed: [], mayStop: false, mayRun: false })
    expect(Date.parse(mending?.nextAt ?? '')).toBeGreaterThan(Date.now() - 1_000)
    expect(jobs[0]).toMatchObject({ off: expect.stringContaining('GATEHOUSE_SCAN_USER'), mayRun: false })
  })

  it('is stopped, resumed and asked for by nobody without the capability of what it does', async () => {
    for (const act of [stopJob, resumeJob, runJob])
      await expect(act(reader, MENDING)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(stopJob(mira, { name: 'reading databases' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(stopJob(mira, { name: 'washing up' })).rejects.toMatchObject({ code: 'notFound' })
    expect(await jobOf(MENDING.name)).toMatchObject({ stoppedAt: null })
  })

  it('stopped says by whom, is not asked for, and goes on when it is resumed; all of it is recorded', async () => {
    await stopJob(mira, MENDING)
    expect(await jobOf(MENDING.name)).toMatchObject({ stoppedBy: 'mira', nextAt: null })
    expect(await lastEntry()).toMatchObject({ actor: 'mira', action: 'stopJob', accountId: ACCOUNT })
    await expect(runJob(mira, MENDING)).rejects.toMatchObject({ code: 'conflict' })
    await resumeJob(mira, MENDING)
    expect(await jobOf(MENDING.name)).toMatchObject({ stoppedBy: null })
    expect(await lastEntry()).toMatchObject({ action: 'resumeJob' })
  })

  it('is done at once when somebody asks for it', async () => {
    const before = (await jobOf(MENDING.name))?.last?.at
    await runJob(mira, MENDING)
    expect(await lastEntry()).toMatchObject({ actor: 'mira', action: 'runJob', outcome: 'done' })
    await vi.waitFor(async () => expect((await jobOf(MENDING.name))?.last?.at).not.toBe(before), WAIT)
    await vi.waitFor(async () => expect(await listWaiting(ACCOUNT)).toEqual([]), WAIT)
  })

  it('is not asked for where only what happens calls for it', async () => {
    await expect(runJob(mira, { name: 'watching switches' })).rejects.toMatchObject({ code: 'invalid' })
  })

  it('says goodbye with its server', async () => {
    await stop()
    expect(await livingServers()).toEqual([])
    expect((await listJobs(reader)).workers).toBe(0)
  })
})
