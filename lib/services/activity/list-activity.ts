import 'server-only'
import { MOST_ON_PAPER } from '@/lib/most-on-paper'
import { assertCan } from '@/lib/operator/operator'
import type { AuditPage } from '@/lib/records/audit'
import { listAudit } from '@/lib/records/audit'
import type { AuditFilter } from '@/lib/records/audit-conditions'
import { accountIdOf } from '@/lib/services/account/account-id'
import { withOutcomeNow } from '@/lib/services/activity/outcome-now'
import type { Context } from '@/lib/services/context'

export type ActivityFilter = Omit<AuditFilter, 'limit' | 'accountId'> & { limit?: number }

const PAGE = 50
const LONGEST_PAGE = MOST_ON_PAPER

/** Who did what in this account and to this server, newest first. */
export async function listActivity(context: Context, filter: ActivityFilter = {}): Promise<AuditPage> {
  assertCan(context, 'read')
  const limit = Math.min(Math.max(1, filter.limit ?? PAGE), LONGEST_PAGE)
  const accountId = await accountIdOf(context.account)
  const page = await listAudit({ ...filter, accountId, limit })
  return { ...page, records: await withOutcomeNow(context.account, page.records) }
}
