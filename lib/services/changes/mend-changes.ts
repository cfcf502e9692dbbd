import 'server-only'
import { progressOf } from '@/lib/grants/steps/reversal-plan'
import { log } from '@/lib/log/log'
import { changeLock, type OpenChange, openChanges } from '@/lib/records/journal'
import { ifFree } from '@/lib/records/locks'
import { accountIdOf } from '@/lib/services/account/account-id'
import { loadReading } from '@/lib/services/account/load-inventory'
import { invalidateReading } from '@/lib/services/account/reading-cache'
import { readFacts } from '@/lib/services/changes/read-facts'
import { recordedChange } from '@/lib/services/changes/recorded-change'
import { settle } from '@/lib/services/changes/settle'
import type { Context } from '@/lib/services/context'

/**
 * Looks at every announced change whose server is gone: what turns out finished, or never begun, is closed; what is half done
 * stays open and is shown until somebody decides. True: something must be looked at again soon.
 */
export async function mendChanges(context: Context): Promise<boolean> {
  const ownId = await accountIdOf(context.account)
  if (ownId === null) return false
  const abandoned = (await openChanges(ownId)).filter(({ held }) => !held)
  if (abandoned.length === 0) return false
  const { accountId } = await loadReading(context.account)
  const own = abandoned.filter(one => one.accountId === accountId)
  for (const one of own.filter(({ unsettled }) => !unsettled)) {
    await ifFree(changeLock(one.key), () => look(context, one)).catch((error: unknown) =>
      log.warn({ err: error, auditId: one.auditId }, 'an interrupted change could not be looked at'),
    )
  }
  return own.some(({ unsettled }) => unsettled)
}

async function look(context: Context, { accountId, auditId }: OpenChange): Promise<void> {
  const change = await recordedChange(accountId, auditId)
  if (!change?.open) return
  const now = await readFacts(
    context.account,
    change.steps.map(({ step }) => step),
  )
  const states = new Set(progressOf(change.steps, now).map(({ state }) => state))
  const [only] = states
  if (states.size !== 1 || only === 'changed') return
  const how = only === 'done' ? 'finishedAfterAll' : 'nothingDone'
  if (!(await settle(context, change, how))) return // another server looked too, and said it
  log.info({ auditId, how }, 'an interrupted change is closed')
  invalidateReading(context.account)
}
