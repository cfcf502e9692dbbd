import 'server-only'
import { assertCan } from '@/lib/operator/operator'
import { stopKinds } from '@/lib/records/jobs'
import type { Context } from '@/lib/services/context'
import { entryAboutJobs, jobsNamed } from '@/lib/services/jobs/job-entry'

/** No server does it any more until somebody resumes it; what runs now ends. */
export async function stopJob(context: Context, { name }: { name: string }): Promise<void> {
  const { first, jobs } = jobsNamed(name)
  assertCan(context, first.capability)
  const { title } = first
  const entry = await entryAboutJobs(
    context,
    'stopJob',
    `${context.actor.name} stopped a background job: ${title}.`,
  )
  const kinds = jobs.map(({ kind }) => kind)
  await stopKinds({ accountId: entry.accountId, kinds, by: context.actor.name }, entry)
}
