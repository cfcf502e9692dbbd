import 'server-only'
import { addJobs, listWaiting } from '@/lib/records/jobs'
import { jobOf } from '@/lib/services/jobs/all-jobs'
import { type Job, type JobPlace, type JobQueue, queueNameOf } from '@/lib/services/jobs/job'

/** In the records: whichever server is free does it. */
export function sharedQueue(jobs: readonly Job[], place: JobPlace): JobQueue {
  return {
    add: (...added) =>
      addJobs(
        added.map(({ kind, ...rest }) => {
          const job = jobOf(jobs, kind)
          return { ...rest, name: queueNameOf(job, place), tries: job.tries }
        }),
      ),
    askedSince: async moment => {
      const waiting = await listWaiting(place.accountId)
      const recent = waiting.filter(({ given, askedAt }) => !given || new Date(askedAt) > moment)
      return new Set(recent.flatMap(({ key }) => key ?? []))
    },
  }
}

/** What was not looked for while no server ran is looked for at once. */
export async function catchUp(jobs: readonly Job[], place: JobPlace): Promise<void> {
  const { add } = sharedQueue(jobs, place)
  const byTheClock = jobs.filter(({ everyMinutes }) => everyMinutes)
  await add(...byTheClock.map(job => ({ kind: job.kind, key: queueNameOf(job, place) })))
}
