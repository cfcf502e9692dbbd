import 'server-only'
import type { JobKind } from '@/lib/records/jobs'
import type { Job } from '@/lib/services/jobs/job'
import { mendChangesJob } from '@/lib/services/jobs/mend-changes-job'
import { readDatabaseJob } from '@/lib/services/jobs/read-database-job'
import { readDatabasesJob } from '@/lib/services/jobs/read-databases-job'
import { searchFindingsJob } from '@/lib/services/jobs/search-findings-job'
import { watchSwitchJob } from '@/lib/services/jobs/watch-switch-job'

/** As Settings lists them. */
export const JOBS: readonly Job[] = [
  readDatabasesJob,
  readDatabaseJob(),
  searchFindingsJob,
  watchSwitchJob,
  mendChangesJob,
]

export function jobOf(jobs: readonly Job[], kind: JobKind): Job {
  const job = jobs.find(one => one.kind === kind)
  if (!job) throw new Error(`There is no job "${kind}".`)
  return job
}

/** What this server may do by its settings. */
export const ownJobs = (jobs: readonly Job[]) => jobs.filter(({ off }) => (off?.() ?? null) === null)
