import 'server-only'
import { AppError } from '@/lib/errors'
import type { AuditAction, AuditEntry } from '@/lib/records/audit-entry'
import { loadReading } from '@/lib/services/account/load-inventory'
import { actorOf, type Context } from '@/lib/services/context'
import { JOBS } from '@/lib/services/jobs/all-jobs'

/** Those that act under one name are one thing for people: stopped together, listed together. */
export function jobsNamed(name: string) {
  const jobs = JOBS.filter(job => job.name === name)
  const [first] = jobs
  if (!first) throw new AppError('notFound', 'There is no such background job. Nothing changed.')
  return { first, jobs }
}

export async function entryAboutJobs(
  context: Context,
  action: AuditAction,
  detail: string,
): Promise<AuditEntry & { accountId: string }> {
  const { accountId, callerArn } = await loadReading(context.account)
  return {
    ...actorOf(context),
    action,
    accountId,
    target: null,
    targetRegion: null,
    resourceId: null,
    databaseUser: null,
    principal: null,
    reason: '',
    outcome: 'done',
    callerArn,
    awsCalls: [],
    before: null,
    after: null,
    detail,
    changes: [],
  }
}
