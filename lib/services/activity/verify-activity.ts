import 'server-only'
import { assertCan } from '@/lib/operator/operator'
import type { AuditVerification } from '@/lib/records/audit'
import { verifyAudit } from '@/lib/records/audit'
import type { Context } from '@/lib/services/context'

/** Walks the chain of entries: whether each still says what was written. */
export async function verifyActivity(context: Context): Promise<AuditVerification> {
  assertCan(context, 'read')
  return verifyAudit()
}
