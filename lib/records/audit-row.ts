import type { ClientBase } from 'pg'
import type { ChainEntry } from './audit-chain'
import type { AuditEntry, AuditRecord } from './audit-entry'

export const AUDIT_COLUMNS =
  'audit.id::int as id, audit.at, audit.entry, audit.previous_hash, audit.hash, audit.seal'

export interface AuditRow {
  id: number
  at: Date
  entry: AuditEntry
  previous_hash: string
  hash: string
  seal: string | null
}

export function toRecord({ id, at, entry, previous_hash, hash, seal }: AuditRow): AuditRecord {
  return { ...entry, id, at: at.toISOString(), hash, previousHash: previous_hash, seal }
}

const BATCH = 500

/** Every entry, oldest first, a batch in memory at a time. */
export async function* auditRows(client: Pick<ClientBase, 'query'>): AsyncGenerator<ChainEntry> {
  for (let lastId = 0; ; ) {
    const { rows } = await client.query<AuditRow>(
      `select ${AUDIT_COLUMNS} from gatehouse.audit where audit.id > $1 order by audit.id limit $2`,
      [lastId, BATCH],
    )
    for (const { id, at, entry, previous_hash: previousHash, hash, seal } of rows)
      yield { id, at: at.toISOString(), previousHash, hash, seal, entry }
    if (rows.length < BATCH) return
    lastId = rows.at(-1)?.id ?? lastId
  }
}
