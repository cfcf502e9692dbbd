import 'server-only'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { isStopped, recordRun } from '@/lib/records/jobs'
import { contextOfJob } from '@/lib/services/context'
import type { Job, JobPlace, JobQueue } from '@/lib/services/jobs/job'

const UNEXPECTED = 'Something unexpected stopped it: the log of the server has it.'

/** Does a job unless somebody stopped its kind, and notes what came of it. A failure is thrown as a sentence for people. */
export async function performJob(
  { kind, name, capability, run }: Job,
  place: JobPlace,
  queue: JobQueue,
  payload: unknown,
): Promise<void> {
  const { accountId } = place
  if (await isStopped(accountId, kind)) return
  const begunAt = performance.now()
  const note = (words: string | null, failed: boolean) =>
    recordRun({ kind, accountId, ms: performance.now() - begunAt, words, failed }).catch((error: unknown) =>
      log.warn({ err: error, job: kind }, 'what came of a background job could not be recorded'),
    )
  try {
    await note(await run({ ...contextOfJob(name, [capability]), ...place, ...queue }, payload), false)
  } catch (error) {
    const words = error instanceof AppError ? error.message : UNEXPECTED
    log.warn({ err: error, job: kind }, 'a background job failed')
    await note(words, true)
    throw new Error(words, { cause: error })
  }
}
