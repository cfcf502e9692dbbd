import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import type { AccountParts, AccountReading } from '@/lib/access/model/inventory'
import { asOf } from '@/lib/access/reading/as-of'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import { assertCan } from '@/lib/operator/operator'
import { loadReading } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'

/** What was read of the account, part by part, each with its own date or the reason why not. */
export interface ReadingReport {
  accountId: string
  regions: AccountReading['regions']
  parts: AccountParts
  caveats: Caveat[]
  dates: DatedPart[]
  readAt: string
}

export async function getReading(context: Context): Promise<ReadingReport> {
  assertCan(context, 'read')
  const reading = await loadReading(context.account)
  const { accountId, regions, parts, caveats } = reading
  return { accountId, regions, parts, caveats, dates: datedParts(reading), readAt: asOf(reading) }
}
