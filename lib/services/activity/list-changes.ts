import 'server-only'
import { assertCan } from '@/lib/operator/operator'
import { type AuditPage, listAudit } from '@/lib/records/audit'
import type { AuditFilter } from '@/lib/records/audit-conditions'
import type { AuditRecord } from '@/lib/records/audit-entry'
import { entriesOfChanges } from '@/lib/records/changes-of-parts'
import { accountIdOf } from '@/lib/services/account/account-id'
import { withOutcomeNow } from '@/lib/services/activity/outcome-now'
import { togetherOf } from '@/lib/services/activity/together-of'
import type { Context } from '@/lib/services/context'

/** A change of several parts: all its entries, newest first, not only those that a filter found. */
export interface ChangeOfParts {
  id: string
  entries: AuditRecord[]
}

export interface ChangesPage extends AuditPage {
  /** By the number of the entry that stands for it. */
  changes: ReadonlyMap<number, ChangeOfParts>
}

/** What was done, newest first: the parts of one change as one, found by any of them. */
export async function listChanges(
  context: Context,
  filter: Omit<AuditFilter, 'accountId' | 'asOne'>,
): Promise<ChangesPage> {
  assertCan(context, 'read')
  const accountId = await accountIdOf(context.account)
  const page = await listAudit({ ...filter, accountId, asOne: true })
  const ids = page.records.flatMap(record => togetherOf(record) ?? [])
  const parts = await withOutcomeNow(context.account, await entriesOfChanges(accountId, ids))
  const changes = new Map(
    page.records.flatMap(record => {
      const id = togetherOf(record)
      const entries = id === null ? [] : parts.filter(part => togetherOf(part) === id)
      return id !== null && entries.length > 1 ? [[record.id, { id, entries }] as const] : []
    }),
  )
  return { ...page, records: await withOutcomeNow(context.account, page.records), changes }
}
