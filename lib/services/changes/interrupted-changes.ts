import 'server-only'
import { log } from '@/lib/log/log'
import { type OpenChange, openChanges } from '@/lib/records/journal'

export type InterruptedChange = Pick<OpenChange, 'auditId' | 'actor' | 'label' | 'target'>

export interface LeftOpen {
  /** Their server is gone and nobody has settled them, oldest first. */
  interrupted: InterruptedChange[]
  /** One was interrupted so shortly ago that a call of it may still land. */
  settling: boolean
}

export const NOTHING_LEFT_OPEN: LeftOpen = { interrupted: [], settling: false }

/** Changes of one account that no server is at any more. Nothing where the records are away: every page asks. */
export async function changesLeftOpen(accountId: string): Promise<LeftOpen> {
  try {
    const left = (await openChanges(accountId)).filter(one => !one.held)
    const interrupted = left
      .filter(({ unsettled }) => !unsettled)
      .map(({ auditId, actor, label, target }) => ({ auditId, actor, label, target }))
    return { interrupted, settling: left.some(({ unsettled }) => unsettled) }
  } catch (error) {
    log.warn({ err: error }, 'interrupted changes could not be listed')
    return NOTHING_LEFT_OPEN
  }
}
