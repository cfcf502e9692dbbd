import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Finding } from '@/lib/findings/finding'
import { unreadBehindFindings } from '@/lib/findings/reading-coverage'
import { type UncheckedFinding, uncheckedFindings } from '@/lib/findings/unchecked-findings'
import type { Context } from '@/lib/services/context'
import { knownFindings } from '@/lib/services/findings/account-findings'
import { findingRecords } from '@/lib/services/findings/finding-records'
import { type FindingFilter, selectUnchecked } from '@/lib/services/findings/select-findings'

const EVERY: FindingFilter = { state: 'open', severities: [], targets: [], rules: [], find: '' }

/** Beside a number of open findings: what was known before and that this reading saw too little to check. */
export async function openUnchecked(
  context: Context,
  inventory: Inventory,
  open: readonly Finding[],
): Promise<UncheckedFinding[]> {
  // Where all was read, nothing is left open; while this reading is being searched, nobody waits for it.
  if (unreadBehindFindings(inventory) === null) return []
  if (knownFindings(context.account, inventory) === null) return []
  const records = await findingRecords(context, inventory)
  if (!records) return []
  return selectUnchecked(uncheckedFindings(records.unseenSince, open), records.suppressions, EVERY)
}
