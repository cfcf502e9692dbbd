import 'server-only'
import { EventEmitter } from 'node:events'
import type { TaskList, WorkerEvents } from 'graphile-worker'
import type { Pool } from 'pg'
import { log } from '@/lib/log/log'
import { freeJobsOf } from './job-servers'
import { jobSessions } from './pool'

/** Not the library's own name: whoever else uses it in this database keeps theirs. */
const SCHEMA = 'gatehouse_jobs'
/** One that hangs must not keep the others waiting. */
const AT_ONCE = 2
const LOOK_EVERY_MS = 2_000
const NOTED_AFTER_MS = 50
/** How long a job that runs is waited for before it is left to another server. */
const PATIENCE_MS = 2_000

export interface QueuedTask {
  /** What the queue calls it: jobs of one name never run side by side. */
  name: string
  /** Null: only when somebody asks for it. */
  everyMinutes: number | null
  tries: number
  run(payload: unknown): Promise<void>
}

export interface QueueWorker {
  /** As the queue names it in its locks. */
  id: string
  /** The database it works on: another one once the records were opened anew. */
  pool: Pool
  /** Takes no new job, and gives back at once what it cannot end. */
  stop(): Promise<void>
  /** Resolves when it no longer works, for whatever reason. */
  ended: Promise<void>
}

/** The worker's own lines: what a job says of itself is recorded, so only its troubles with the queue are of interest. */
async function quietLogger() {
  const { Logger } = await import('graphile-worker')
  return new Logger(() => (level, message, about) => {
    if ((level === 'error' || level === 'warning') && !about?.failure)
      log.warn({ worker: message.split('\n')[0] }, 'the queue of background jobs')
  })
}

/** Brings the queue's tables to this release's shape, then claims jobs until it is stopped. Throws where it may not. */
export async function startWorker(tasks: readonly QueuedTask[]): Promise<QueueWorker> {
  const pool = await jobSessions()
  const { parseCronItems, run } = await import('graphile-worker')
  const events: WorkerEvents = new EventEmitter()
  let id = ''
  let stopping = false
  events.on('pool:create', ({ workerPool }) => {
    id = workerPool.id
    // Of jobs of one name the next is free only when the end of this one is noted, which the library does not wait for.
    events.on('job:complete', () => setTimeout(() => stopping || workerPool.nudge(1), NOTED_AFTER_MS).unref())
  })
  const runner = await run({
    pgPool: pool,
    schema: SCHEMA,
    events,
    concurrency: AT_ONCE,
    pollInterval: LOOK_EVERY_MS,
    // The launcher ends the server, and tells us.
    noHandleSignals: true,
    // A pooler in between would mix up the statements of its clients.
    noPreparedStatements: true,
    logger: await quietLogger(),
    // Only in batches does the library try again to note the end of a job, and handle that it cannot.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: Object.fromEntries(tasks.map(({ name, run: work }) => [name, work])) satisfies TaskList,
    parsedCronItems: parseCronItems(
      tasks.flatMap(({ name, everyMinutes, tries }) =>
        everyMinutes === null
          ? []
          : [
              {
                task: name,
                match: `*/${everyMinutes} * * * *`,
                identifier: name,
                options: { jobKey: name, queueName: name, maxAttempts: tries },
              },
            ],
      ),
    ),
  })
  const ended = runner.promise
    .catch((error: unknown) => log.warn({ err: error }, 'the work on background jobs ended'))
    .finally(() => {
      stopping = true
    })
  const stop = async () => {
    stopping = true
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise(resolve => {
      timer = setTimeout(resolve, PATIENCE_MS)
    })
    await Promise.race([runner.stop().catch(() => undefined), patience]) // it may have ended by itself
    clearTimeout(timer)
    await freeJobsOf([id]).catch((error: unknown) =>
      log.warn({ err: error }, 'the jobs of this server could not be given back: others take them over soon'),
    )
  }
  return { id, pool, stop, ended }
}
