import 'server-only'
import { prepareSearch } from '@/lib/access/search/search-index'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { onInventory } from '@/lib/services/account/reading-cache'
import { runInSlices } from '@/lib/services/account/yield-to-event-loop'
import { contextOfJob } from '@/lib/services/context'
import { keepLookingForFindings } from '@/lib/services/jobs/keep-looking-for-findings'
import { runJobs } from '@/lib/services/jobs/run-jobs'

const OWN_KEY =
  'DATABASE_URL is set without GATEHOUSE_AUDIT_KEY: this server seals the log with a key of its own, and servers that share the database cannot check the seals of one another.'

/** Names a bad setting before anyone opens a page, then reads the account, its databases and what is wrong ahead of the first visitor. */
export function startUp(): void {
  try {
    const { regions, capabilities, databaseUrl, auditKey } = settings()
    log.info({ regions, capabilities, records: databaseUrl ? 'DATABASE_URL' : 'embedded' }, 'starting')
    if (databaseUrl && !auditKey) log.warn(OWN_KEY)
  } catch (error) {
    log.fatal(error instanceof AppError ? error.message : 'The settings could not be read.')
    process.exit(1)
  }
  const { account } = contextOfJob('starting')
  keepLookingForFindings(account)
  // With every reading, so that nobody's search waits for it.
  onInventory(account, inventory => void runInSlices(prepareSearch(inventory)))
  loadInventory(account)
    .catch(tellUnread)
    .finally(() => runJobs(account))
}

/** Whoever sits at the terminal reads one sentence; the log keeps the error with all that it holds. */
function tellUnread(error: unknown): void {
  log.warn({ err: error }, 'the account could not be read yet')
  if (error instanceof AppError && error.code === 'noCredentials')
    log.info({ forPeople: true }, `${error.message} Gatehouse is open all the same, and says what to do.`)
}
