import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import type { AppErrorCode } from '@/lib/errors'
import type { FactState } from '@/lib/grants/steps/fact'
import type { LockSession } from '@/lib/records/locks'
import { atPace, type Came } from '@/lib/services/changes/at-pace'
import type { ChangePart, PartReceipt } from '@/lib/services/changes/change'
import { runPart } from '@/lib/services/changes/run-part'
import type { Context } from '@/lib/services/context'

interface Run {
  context: Context
  session: LockSession
  inventory: Inventory
  facts: ReadonlyMap<string, FactState>
  parts: readonly ChangePart[]
}

/** AWS or the records do not answer: what was refused of one target alone says nothing of the next. */
const STOPS: ReadonlySet<AppErrorCode> = new Set(['unavailable', 'internal'])

function cameOf({ failure, state }: PartReceipt): Came {
  if (!failure) return 'next'
  if (failure.code === 'throttled' && state === 'failed') return 'throttled'
  return STOPS.has(failure.code) ? 'stop' : 'next'
}

/** Parts that have nothing to do with each other, several at once; a failure of one is no reason to leave the others. */
export async function runPartsAtOnce({ parts, ...run }: Run, most: number): Promise<PartReceipt[]> {
  const receipts = parts.map(
    (): PartReceipt => ({ state: 'notTried', auditId: null, done: [], notDone: [], failure: null }),
  )
  await atPace([...parts.entries()], most, async ([index, part]) => {
    const { receipt } = await runPart({ ...run, part, earlier: receipts.slice(0, index) })
    receipts[index] = receipt
    return cameOf(receipt)
  })
  return receipts
}
