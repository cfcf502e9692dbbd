import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Account } from '@/lib/account'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { type QueueWorker, startWorker } from '@/lib/records/job-queue'
import { type JobServer, sayGoodbye, saySignOfLife, takeOver } from '@/lib/records/job-servers'
import { jobSessions } from '@/lib/records/pool'
import { untilStopped } from '@/lib/running'
import { loadReading } from '@/lib/services/account/load-inventory'
import { knownReading } from '@/lib/services/account/reading-cache'
import { withPatience } from '@/lib/services/account/with-patience'
import { scanAdopter } from '@/lib/services/jobs/adopt-scans'
import { JOBS, ownJobs } from '@/lib/services/jobs/all-jobs'
import { type Job, type JobPlace, queueNameOf } from '@/lib/services/jobs/job'
import { performJob } from '@/lib/services/jobs/perform-job'
import { catchUp, sharedQueue } from '@/lib/services/jobs/shared-queue'
import { workAlone } from '@/lib/services/jobs/work-alone'

const LOOK_EVERY_MS = 10_000
/** A look that AWS or the records keep waiting must not keep the server from stopping. */
const LAST_LOOK_MS = 3_000

/** Other settings, another role or another account make it other work. */
const workOf = (jobs: readonly Job[], place: JobPlace) => jobs.map(job => queueNameOf(job, place)).join(' ')

function start(jobs: readonly Job[], place: JobPlace): Promise<QueueWorker> {
  const queue = sharedQueue(jobs, place)
  return startWorker(
    jobs.map(job => ({
      name: queueNameOf(job, place),
      everyMinutes: job.everyMinutes,
      tries: job.tries,
      run: payload => performJob(job, place, queue, payload),
    })),
  )
}

function inWords(error: unknown): string {
  if (error instanceof AppError)
    return error.answer ? `${error.message} It says: ${error.answer}` : error.message
  return error instanceof Error ? error.message : String(error)
}

/** For tests: other jobs, and less patience. */
interface Pace {
  jobs?: readonly Job[]
  lookEveryMs?: number
  /** Seconds without a sign of life. */
  goneAfter?: number
}

/**
 * Works on the jobs of an account as long as this server runs: claims them from the queue, says that it lives, takes over what a
 * lost server held, and fetches what others read. Without a queue it does its own work by the clock. Answers how to end it.
 */
export function runJobs(account: Account, pace: Pace = {}): () => Promise<void> {
  const { lookEveryMs = LOOK_EVERY_MS, goneAfter } = pace
  const jobs = ownJobs(pace.jobs ?? JOBS)
  const server: JobServer = { id: randomUUID(), worker: null, trouble: null }
  const adoptScans = scanAdopter(account)
  let worker: QueueWorker | null = null
  let work = ''
  let alone: (() => Promise<void>) | null = null
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()
  let stopped = false
  let said: string | null = null

  /** Once for each cause: a database that is away is asked again every few seconds. */
  const say = (error: unknown) => {
    const words = inWords(error)
    if (words !== said) log.warn({ err: error }, 'background jobs cannot be worked on now')
    said = words
  }

  const leave = async () => {
    const left = worker
    worker = null
    server.worker = null
    await left?.stop()
  }

  const begin = async (place: JobPlace) => {
    try {
      const begun = await start(jobs, place)
      worker = begun
      server.worker = begun.id
      server.trouble = null
      void begun.ended.then(() => {
        if (worker === begun) void leave()
      })
      await catchUp(jobs, place).catch(say) // the clock asks again within a minute
    } catch (error) {
      server.trouble = inWords(error)
      say(error)
    }
  }

  const look = async () => {
    const { accountId } = knownReading(account) ?? (await loadReading(account))
    const place = { account, accountId }
    if (worker && (worker.pool !== (await jobSessions()) || work !== workOf(jobs, place))) await leave()
    if (work !== workOf(jobs, place)) alone = null
    work = workOf(jobs, place)
    if (!worker && !stopped) await begin(place)
    if (stopped) return leave()
    await saySignOfLife(server)
    if (worker) await takeOver(goneAfter)
    else {
      alone ??= workAlone(jobs, place)
      void alone()
    }
    await adoptScans(accountId)
    if (server.trouble === null) said = null
  }

  const next = () => {
    looking = look().catch(say)
    void looking.then(() => {
      if (!stopped) timer = setTimeout(next, lookEveryMs).unref()
    })
  }
  next()
  return untilStopped('hand-over of background jobs', async () => {
    stopped = true
    clearTimeout(timer)
    await leave()
    await withPatience(looking, LAST_LOOK_MS, () => undefined)
    await sayGoodbye(server.id).catch(() => {}) // then others find out by themselves
  })
}
