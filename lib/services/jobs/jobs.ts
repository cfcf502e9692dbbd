import 'server-only'
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
