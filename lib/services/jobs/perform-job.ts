import 'server-only'
import { log } from '@/lib/log/log'
import { isStopped, recordRun } from '@/lib/records/jobs'
import { contextOfJob } from '@/lib/services/context'
import type { Job, JobPlace, JobQueue } from '@/lib/services/jobs/job'
import { forgetFailed, sayFailed } from '@/lib/services/jobs/say-failed'

/** Does a job unless somebody stopped its kind, and notes what came of it. A failure is thrown as a sentence for people. */
export async function performJob(
  { kind, name, capability, run }: Job,
  place: JobPlace,
  queue: JobQueue,
  payload: unknown,
): Promise<void> {
  const { account, accountId } = place
  if (await isStopped(accountId, kind)) return
  const begunAt = performance.now()
  const note = (words: string | null, failed: boolean) =>
    recordRun({ kind, accountId, ms: performance.now() - begunAt, words, failed }).catch((error: unknown) =>
      log.warn({ err: error, job: kind }, 'what came of a background job could not be recorded'),
    )
  try {
    await note(await run({ ...contextOfJob(name, [capability]), ...place, ...queue }, payload), false)
    forgetFailed(account, kind, payload)
  } catch (error) {
    const words = sayFailed(account, kind, payload, error)
    await note(words, true)
    throw new Error(words, { cause: error })
  }
}
