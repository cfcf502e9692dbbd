import 'server-only'
import { AppError } from '@/lib/errors'
import { assertCan } from '@/lib/operator/operator'
import { addJobWith, hasQueue, isStopped } from '@/lib/records/jobs'
import type { Context } from '@/lib/services/context'
import { queueNameOf } from '@/lib/services/jobs/job'
import { entryAboutJobs, jobsNamed } from '@/lib/services/jobs/job-entry'

/** Asks for it now: whichever server is free does it. */
export async function runJob(context: Context, { name }: { name: string }): Promise<void> {
  const { first } = jobsNamed(name)
  assertCan(context, first.capability)
  const { title, kind, tries } = first
  const entry = await entryAboutJobs(
    context,
    'runJob',
    `${context.actor.name} asked for a background job: ${title}.`,
  )
  const { accountId } = entry
  const why = first.needsPayload
    ? 'It runs when something calls for it.'
    : (first.off?.() ??
      ((await hasQueue())
        ? null
        : 'The records hold no queue, so each server does its own work once a minute.'))
  if (why !== null) throw new AppError('invalid', `${title} cannot be asked for. ${why} Nothing changed.`)
  if (await isStopped(accountId, kind))
    throw new AppError('conflict', `${title} is stopped: resume it first. Nothing changed.`)
  const queueName = queueNameOf(first, { account: context.account, accountId })
  await addJobWith({ name: queueName, key: queueName, tries }, entry)
}
