import 'server-only'
import { log } from '@/lib/log/log'
import { getAudit } from '@/lib/records/audit'
import { openChanges } from '@/lib/records/journal'

export interface InterruptedChange {
  auditId: number
  at: string
  actor: string
  /** As it was announced: what it would do. */
  label: string
  target: string | null
}

/** Changes of one account whose server is gone and that nobody has settled, oldest first. Empty where the records are away. */
export async function interruptedChanges(accountId: string): Promise<InterruptedChange[]> {
  try {
    const open = (await openChanges()).filter(
      one => one.accountId === accountId && !one.held && !one.unsettled,
    )
    const entries = await Promise.all(open.map(({ auditId }) => getAudit(auditId)))
    return entries.flatMap(found => {
      if (!found) return []
      const { id, at, actor, target, after } = found.record
      const { promised } = after as { promised?: { label: string } }
      return [{ auditId: id, at, actor, target, label: promised?.label ?? 'A change' }]
    })
  } catch (error) {
    log.warn({ err: error }, 'interrupted changes could not be listed')
    return []
  }
}

/** Whether one was interrupted so shortly ago that a call of it may still land. */
export async function isSettling(accountId: string): Promise<boolean> {
  try {
    return (await openChanges()).some(one => one.accountId === accountId && !one.held && one.unsettled)
  } catch {
    return false
  }
}
