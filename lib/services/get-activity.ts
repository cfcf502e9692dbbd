import 'server-only'
import { AppError } from '@/lib/errors'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { type AuditRecord, getAudit } from '@/lib/records/audit'
import { withOutcomeNow } from '@/lib/services/outcome-now'

export async function getActivity(
  operator: Operator,
  id: number,
): Promise<{ record: AuditRecord; nextHash: string | null }> {
  assertCan(operator, 'read')
  const found = await getAudit(id)
  if (!found) throw new AppError('notFound', `There is no entry ${id} in the activity of this server.`)
  const [record = found.record] = await withOutcomeNow([found.record])
  return { ...found, record }
}
