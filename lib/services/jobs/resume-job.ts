import 'server-only'
import { assertCan } from '@/lib/operator/operator'
import { stopKinds } from '@/lib/records/jobs'
import type { Context } from '@/lib/services/context'
import { entryAboutJobs, jobsNamed } from '@/lib/services/jobs/job-entry'

export async function resumeJob(context: Context, { name }: { name: string }): Promise<void> {
  const { first, jobs } = jobsNamed(name)
  assertCan(context, first.capability)
  const { title } = first
  const entry = await entryAboutJobs(
    context,
    'resumeJob',
    `${context.actor.name} resumed a background job: ${title}.`,
  )
  const kinds = jobs.map(({ kind }) => kind)
  await stopKinds({ accountId: entry.accountId, kinds, by: null }, entry)
}
