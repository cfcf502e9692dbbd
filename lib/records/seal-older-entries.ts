import 'server-only'
import { log } from '@/lib/log/log'
import { readAnchor } from './audit-anchor'
import { appendEntries, takeHead } from './audit-append'
import { type AuditEntry, BLANK_ENTRY } from './audit-entry'
import type { RecordsPool } from './records-pool'
import { transactionOn } from './transaction-on'

const entry: AuditEntry = {
  ...BLANK_ENTRY,
  actor: 'gatehouse',
  actorKind: 'job',
  action: 'sealLog',
  accountId: null,
  detail:
    'From here on every entry is sealed with a key outside the database. This one covers all entries before it.',
}

/**
 * The head of a log is always sealed: entries from before sealing are covered by one that is. A server that has already
 * seen a sealed head knows that somebody took the seals off, and covers nothing up.
 */
export async function sealOlderEntries(pool: RecordsPool): Promise<void> {
  try {
    await transactionOn(pool, 'begin', async client => {
      const { id, seal } = await takeHead(client, 0)
      if (id > 0 && seal === null && readAnchor() === null) await appendEntries(client, [entry])
    })
  } catch (error) {
    log.warn({ err: error }, 'the older entries of the audit log could not be sealed')
  }
}
