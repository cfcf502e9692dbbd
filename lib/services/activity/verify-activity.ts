import 'server-only'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { type AuditVerification, verifyAudit } from '@/lib/records/audit'

/** Walks the chain of entries: whether each still says what was written. */
export async function verifyActivity(operator: Operator): Promise<AuditVerification> {
  assertCan(operator, 'read')
  return verifyAudit()
}
