import 'server-only'
import { SHOWN, TOGETHER } from './audit-conditions'
import type { AuditRecord } from './audit-entry'
import { AUDIT_COLUMNS, type AuditRow, toRecord } from './audit-row'
import { records } from './pool'

/** All entries of these changes, newest first, whatever a filter would leave of them. */
export async function entriesOfChanges(
  accountId: string | null,
  ids: readonly string[],
): Promise<AuditRecord[]> {
  if (ids.length === 0) return []
  const { rows } = await (await records()).query<AuditRow>(
    `select ${AUDIT_COLUMNS} from gatehouse.audit
      where account_id = $1 and ${TOGETHER} = any($2) and ${SHOWN} order by audit.id desc`,
    [accountId, ids],
  )
  return rows.map(toRecord)
}
