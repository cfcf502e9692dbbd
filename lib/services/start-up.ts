import 'server-only'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { keepMendingChanges } from '@/lib/services/changes/mend-changes'
import { keepLookingForFindings } from '@/lib/services/keep-looking-for-findings'
import { keepReadingDatabases } from '@/lib/services/keep-reading-databases'
import { loadInventory } from '@/lib/services/load-inventory'

/** Names a bad setting before anyone opens a page, then reads the account, its databases and what is wrong ahead of the first visitor. */
export function startUp(): void {
  try {
    const { regions, capabilities, databaseUrl } = settings()
    log.info({ regions, capabilities, records: databaseUrl ? 'DATABASE_URL' : 'embedded' }, 'starting')
  } catch (error) {
    log.fatal(error instanceof AppError ? error.message : 'The settings could not be read.')
    process.exit(1)
  }
  keepLookingForFindings()
  keepMendingChanges()
  loadInventory()
    .catch((error: unknown) => log.warn({ err: error }, 'the account could not be read yet'))
    .finally(keepReadingDatabases)
}
