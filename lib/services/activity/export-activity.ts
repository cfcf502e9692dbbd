import 'server-only'
import { assertCan } from '@/lib/operator/operator'
import { accountsInLog } from '@/lib/records/accounts-in-log'
import { listAudit } from '@/lib/records/audit'
import type { AuditFilter } from '@/lib/records/audit-conditions'
import type { AuditRecord } from '@/lib/records/audit-entry'
import { accountIdOf } from '@/lib/services/account/account-id'
import { withOutcomeNow } from '@/lib/services/activity/outcome-now'
import type { Context } from '@/lib/services/context'

export interface ActivityExport {
  /** Newest first. */
  entries: AuditRecord[]
  complete: boolean
  /** Set where entries of other accounts lie between these, and are left out. */
  onlyOf: string | null
}

const BATCH = 500
const MOST = 50_000

/**
 * Who did what, in batches; says so when it stops short. `asWritten`: to the letter, so that the chain can be followed
 * elsewhere; otherwise what was running then is told as it ended.
 */
export async function exportActivity(
  context: Context,
  filter: Omit<AuditFilter, 'limit' | 'accountId'>,
  { asWritten }: { asWritten: boolean },
): Promise<ActivityExport> {
  assertCan(context, 'read')
  const accountId = await accountIdOf(context.account)
  const onlyOf = (await accountsInLog()).some(one => one !== accountId) ? accountId : null
  const entries: AuditRecord[] = []
  for (let beforeId = filter.beforeId; entries.length < MOST; ) {
    const page = await listAudit({
      ...filter,
      accountId,
      asWritten,
      ...(beforeId ? { beforeId } : {}),
      limit: BATCH,
    })
    entries.push(...(asWritten ? page.records : await withOutcomeNow(context.account, page.records)))
    beforeId = page.records.at(-1)?.id
    if (page.records.length < BATCH) return { entries, complete: true, onlyOf }
  }
  return { entries, complete: false, onlyOf }
}
