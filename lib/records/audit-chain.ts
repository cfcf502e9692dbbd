import 'server-only'
import type { PoolClient } from 'pg'
import { auditHash } from './audit-hash'
import { AUDIT_COLUMNS, type AuditRow } from './audit-row'

/** What the first entry points back to. */
export const CHAIN_START = '0'.repeat(64)
const BATCH = 1_000

/** Follows the chain, a batch in memory at a time, up to its end or its first entry that does not fit. */
export async function walkChain(client: PoolClient) {
  let lastId = 0
  let lastHash = CHAIN_START
  for (;;) {
    const { rows } = await client.query<AuditRow>(
      `select ${AUDIT_COLUMNS} from gatehouse.audit where audit.id > $1 order by audit.id limit $2`,
      [lastId, BATCH],
    )
    for (const row of rows) {
      const { id, previous_hash: previousHash, entry } = row
      const hash = auditHash({ id, at: row.at.toISOString(), previousHash, entry })
      const fits = id === lastId + 1 && previousHash === lastHash && row.hash === hash
      if (!fits) return { lastId, lastHash, firstBadId: lastId + 1 }
      lastId = id
      lastHash = hash
    }
    if (rows.length < BATCH) return { lastId, lastHash, firstBadId: null }
  }
}
