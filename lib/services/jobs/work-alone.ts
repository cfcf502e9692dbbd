import 'server-only'
import { jobOf } from '@/lib/services/jobs/all-jobs'
import type { Job, JobPlace, JobQueue } from '@/lib/services/jobs/job'
import { performJob } from '@/lib/services/jobs/perform-job'

const EVERY_MS = 60_000

/** Where the records can hold no queue each server does its own work: every kind that goes by the clock, once a minute. */
export function workAlone(jobs: readonly Job[], place: JobPlace): () => Promise<void> {
  const asked = new Map<string, number>()
  const failuresAreLogged = () => {}
  const queue: JobQueue = {
    // What is to be done later is done at the next round, what is to be done now at once.
    add: async (...added) => {
      for (const { kind, key, payload, runAt } of added) {
        if (runAt) continue
        asked.set(key, Date.now())
        await performJob(jobOf(jobs, kind), place, queue, payload).catch(failuresAreLogged)
      }
    },
    askedSince: async moment =>
      new Set([...asked].filter(([, at]) => at > moment.getTime()).map(([key]) => key)),
  }
  let dueAt = 0
  return async () => {
    if (Date.now() < dueAt) return
    dueAt = Number.POSITIVE_INFINITY
    for (const job of jobs)
      if (job.everyMinutes) await performJob(job, place, queue, {}).catch(failuresAreLogged)
    dueAt = Date.now() + EVERY_MS
  }
}
