import type { AuditEntry, AuditRecord } from './audit'

export const AUDIT_COLUMNS = 'audit.id::int as id, audit.at, audit.entry, audit.previous_hash, audit.hash'

export interface AuditRow {
  id: number
  at: Date
  entry: AuditEntry
  previous_hash: string
  hash: string
}

export function toRecord({ id, at, entry, previous_hash, hash }: AuditRow): AuditRecord {
  return { ...entry, id, at: at.toISOString(), hash, previousHash: previous_hash }
}
