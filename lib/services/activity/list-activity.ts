import 'server-only'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { type AuditFilter, type AuditPage, listAudit } from '@/lib/records/audit'
import { withOutcomeNow } from '@/lib/services/activity/outcome-now'

export type ActivityFilter = Omit<AuditFilter, 'limit'> & { limit?: number }

const PAGE = 50
const LONGEST_PAGE = 500

/** Who did what, newest first. */
export async function listActivity(operator: Operator, filter: ActivityFilter = {}): Promise<AuditPage> {
  assertCan(operator, 'read')
  const limit = Math.min(Math.max(1, filter.limit ?? PAGE), LONGEST_PAGE)
  const page = await listAudit({ ...filter, limit })
  return { ...page, records: await withOutcomeNow(page.records) }
}
