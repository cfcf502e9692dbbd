import 'server-only'
import type { AuditRecord } from '@/lib/records/audit-entry'

/** The change that an entry is a part of. */
export function togetherOf({ after }: Pick<AuditRecord, 'after'>): string | null {
  const { together } = (after ?? {}) as { together?: unknown }
  return typeof together === 'string' ? together : null
}
