import { type AuditEntry, BLANK_ENTRY } from '@/lib/records/audit-entry'

export const entry: AuditEntry = {
  ...BLANK_ENTRY,
  actor: 'mira',
  action: 'grantAccess',
  accountId: '111122223333',
  detail: '',
}

export const SIGNATURE = 'c0ffee'.repeat(11)
export const token = `orders.abc.us-east-1.rds.amazonaws.com:5432/?Action=connect&DBUser=app&X-Amz-Credential=ASIA%2F1&X-Amz-Signature=${SIGNATURE}`
