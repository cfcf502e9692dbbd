import type { AuditOutcome } from '@/lib/records/audit-entry'

export const OUTCOME_WORDS: Record<AuditOutcome, string> = {
  intended: 'Open',
  done: 'Done',
  running: 'Running',
  refused: 'Refused',
  failed: 'Failed',
  partial: 'Partly done',
  takenBack: 'Taken back',
}
