import 'server-only'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { isStopped, type JobKind, recordRun } from '@/lib/records/jobs'

const UNEXPECTED = 'Something unexpected stopped it: the log of the server has it.'

interface Work {
  kind: JobKind
  accountId: string
  /** Says what it did; null: nothing was to be done. */
  work: () => Promise<string | null>
}

/** Does the work unless somebody stopped its kind, and notes what came of it. A failure is thrown as a sentence for people. */
export async function performJob({ kind, accountId, work }: Work): Promise<void> {
  if (await isStopped(accountId, kind)) return
  const begunAt = performance.now()
  const note = (words: string | null, failed: boolean) =>
    recordRun({ kind, accountId, ms: performance.now() - begunAt, words, failed }).catch((error: unknown) =>
      log.warn({ err: error, job: kind }, 'what came of a background job could not be recorded'),
    )
  try {
    await note(await work(), false)
  } catch (error) {
    const words = error instanceof AppError ? error.message : UNEXPECTED
    log.warn({ err: error, job: kind }, 'a background job failed')
    await note(words, true)
    throw new Error(words, { cause: error })
  }
}
