import 'server-only'
import { randomUUID } from 'node:crypto'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { type QueueWorker, startWorker } from '@/lib/records/job-queue'
import { type JobServer, sayGoodbye, saySignOfLife, takeOver } from '@/lib/records/job-servers'
import { jobSessions } from '@/lib/records/pool'
import { untilStopped } from '@/lib/running'
import { knownReading, loadReading } from '@/lib/services/account/load-inventory'
import { withPatience } from '@/lib/services/account/with-patience'
import { scanAdopter } from '@/lib/services/jobs/adopt-scans'
import { type Job, nameOf } from '@/lib/services/jobs/job'
import { JOBS } from '@/lib/services/jobs/jobs'
import { performJob } from '@/lib/services/jobs/perform-job'
import { aloneContext, queueContext } from '@/lib/services/jobs/queue-context'

const LOOK_EVERY_MS = 10_000
const ALONE_EVERY_MS = 60_000
/** A look that AWS or the records keep waiting must not keep the server from stopping. */
const LAST_LOOK_MS = 3_000

interface Working {
  worker: QueueWorker
  accountId: string
  /** As the queue calls what this server does: other settings or another role make it other work. */
  names: string
}

const ownJobs = (jobs: readonly Job[]) => jobs.filter(({ mayRun }) => mayRun?.() ?? true)
const namesOf = (jobs: readonly Job[], accountId: string) =>
  ownJobs(jobs)
    .map(job => nameOf(job, accountId))
    .join(' ')

async function start(jobs: readonly Job[], accountId: string): Promise<Working> {
  const context = queueContext(jobs, accountId)
  const names = namesOf(jobs, accountId)
  const worker = await startWorker(
    ownJobs(jobs).map(job => ({
      name: nameOf(job, accountId),
      schedule: job.schedule,
      tries: job.tries,
      run: payload => performJob({ kind: job.kind, accountId, work: () => job.run(context, payload) }),
    })),
  )
  return { worker, accountId, names }
}

/** What was not looked for while no server ran is looked for at once. */
async function catchUp(jobs: readonly Job[], accountId: string): Promise<void> {
  const context = queueContext(jobs, accountId)
  for (const job of ownJobs(jobs))
    if (job.schedule) await context.add({ kind: job.kind, key: nameOf(job, accountId) })
}

const inWords = (error: unknown) =>
  error instanceof AppError
    ? `${error.message}${error.answer ? ` It says: ${error.answer}` : ''}`
    : error instanceof Error
      ? error.message
      : String(error)

/** `jobs` and the times: for tests. */
export interface Pace {
  jobs?: readonly Job[]
  lookEveryMs?: number
  /** Seconds without a sign of life. */
  goneAfter?: number
}

/**
 * Works on the jobs of this server's account as long as it runs: claims them from the queue, says that it lives, takes over
 * what a lost server held, and fetches what others read. Without a queue it does its own work by the clock. Answers how to end it.
 */
export function runJobs({
  jobs = JOBS,
  lookEveryMs = LOOK_EVERY_MS,
  goneAfter,
}: Pace = {}): () => Promise<void> {
  const server: JobServer = { id: randomUUID(), worker: null, trouble: null }
  const adoptScans = scanAdopter()
  let working: Working | null = null
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()
  let stopped = false
  let said: string | null = null
  let alone: { accountId: string; round: () => Promise<void> } | null = null

  const leave = async () => {
    const { worker } = working ?? {}
    working = null
    server.worker = null
    await worker?.stop()
  }

  const look = async () => {
    const { accountId } = knownReading() ?? (await loadReading())
    const isOther =
      working && (working.worker.pool !== (await jobSessions()) || working.names !== namesOf(jobs, accountId))
    if (isOther) await leave()
    if (!working && !stopped) {
      try {
        working = await start(jobs, accountId)
        const { worker } = working
        server.worker = worker.id
        server.trouble = null
        void worker.ended.then(() => {
          if (working?.worker === worker) void leave()
        })
        await catchUp(jobs, accountId)
      } catch (error) {
        server.trouble = inWords(error)
        say(error)
      }
    }
    if (stopped) return leave()
    await saySignOfLife(server)
    if (working) await takeOver(goneAfter)
    else {
      if (alone?.accountId !== accountId) alone = { accountId, round: roundAlone(jobs, accountId) }
      void alone.round()
    }
    await adoptScans(accountId)
    if (server.trouble === null) said = null
  }

  /** Once for each cause: a database that is away is asked again every few seconds. */
  const say = (error: unknown) => {
    const words = inWords(error)
    if (words !== said) log.warn({ err: error }, 'background jobs cannot be worked on now')
    said = words
  }

  const next = () => {
    looking = look().catch(say)
    void looking.then(() => {
      if (!stopped) timer = setTimeout(next, lookEveryMs).unref()
    })
  }
  next()
  const stop = async () => {
    stopped = true
    clearTimeout(timer)
    await leave()
    await withPatience(looking, LAST_LOOK_MS, () => undefined)
    await sayGoodbye(server.id).catch(() => {}) // then others find out by themselves
  }
  return untilStopped('hand-over of background jobs', stop)
}

/** Every kind that goes by the clock, one after the other, once a minute. */
function roundAlone(jobs: readonly Job[], accountId: string): () => Promise<void> {
  const context = aloneContext(jobs, accountId)
  let dueAt = 0
  return async () => {
    if (Date.now() < dueAt) return
    dueAt = Number.POSITIVE_INFINITY
    for (const job of ownJobs(jobs))
      if (job.schedule)
        await performJob({ kind: job.kind, accountId, work: () => job.run(context, {}) }).catch(() => {
          // It is in the log, and the others go on.
        })
    dueAt = Date.now() + ALONE_EVERY_MS
  }
}
