import 'server-only'
import { setTimeout as after } from 'node:timers/promises'
import { asOf } from '@/lib/access/reading/as-of'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import { RULES } from '@/lib/findings/rules'
import { assertCan } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'
import { accountFindings, rulesAsked } from '@/lib/services/findings/account-findings'

export interface SearchProgress {
  done: boolean
  asked: number
  rules: number
  principals: number
  targets: number
  readAt: string
  /** That of each part it rests on. */
  dates: DatedPart[]
}

/** A page that would take longer shows how far the search is. */
const PATIENCE_MS = 1_500

/** Begins the search where nobody has, and waits for it a little. */
export async function searchProgress(context: Context): Promise<SearchProgress> {
  assertCan(context, 'read')
  const inventory = await loadInventory(context.account)
  const waiting = new AbortController()
  const found = accountFindings(context.account, inventory).then(() => true)
  const tooLong = after(PATIENCE_MS, false, { signal: waiting.signal }).catch(() => false)
  const done = await Promise.race([found, tooLong])
  waiting.abort()
  return {
    done,
    asked: done ? RULES.length : rulesAsked(context.account, inventory),
    rules: RULES.length,
    principals: inventory.principals.length,
    targets: inventory.targets.length,
    readAt: asOf(inventory),
    dates: datedParts(inventory),
  }
}
