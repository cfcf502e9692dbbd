import 'server-only'
import { addJob, type JobKind, listWaiting } from '@/lib/records/jobs'
import { type Job, type JobContext, nameOf } from '@/lib/services/jobs/job'
import { performJob } from '@/lib/services/jobs/perform-job'

export function jobOf(jobs: readonly Job[], kind: JobKind): Job {
  const job = jobs.find(one => one.kind === kind)
  if (!job) throw new Error(`There is no job "${kind}".`)
  return job
}

/** What a job asks for is queued for all servers. */
export function queueContext(jobs: readonly Job[], accountId: string): JobContext {
  return {
    accountId,
    add: ({ kind, ...rest }) => {
      const job = jobOf(jobs, kind)
      return addJob({ ...rest, name: nameOf(job, accountId), tries: job.tries })
    },
    triedSince: async moment => {
      const waiting = await listWaiting(accountId)
      const recent = waiting.filter(({ given, askedAt }) => !given || new Date(askedAt) > moment)
      return new Set(recent.flatMap(({ key }) => key ?? []))
    },
  }
}

/** Where there is no queue each server does its own work, and what a job asks for at once is done at once. */
export function aloneContext(jobs: readonly Job[], accountId: string): JobContext {
  const tried = new Map<string, number>()
  const context: JobContext = {
    accountId,
    add: async ({ kind, key, payload, runAt }) => {
      if (runAt) return // the next round looks anyway
      tried.set(key, Date.now())
      await performJob({ kind, accountId, work: () => jobOf(jobs, kind).run(context, payload) }).catch(() => {
        // It is in the log, and the others go on.
      })
    },
    triedSince: async moment =>
      new Set([...tried].filter(([, at]) => at > moment.getTime()).map(([key]) => key)),
  }
  return context
}
