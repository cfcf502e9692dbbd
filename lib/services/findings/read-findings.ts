import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Finding } from '@/lib/findings/finding'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'
import { accountFindings } from '@/lib/services/findings/account-findings'
import { type FindingRecords, findingRecords } from '@/lib/services/findings/finding-records'

export interface FindingsReading extends FindingRecords {
  inventory: Inventory
  findings: Finding[]
  caveats: Caveat[]
}

/** What is wrong now and what of it somebody answers for; without the records everything counts as open. */
export async function readFindings(context: Context): Promise<FindingsReading> {
  const inventory = await loadInventory(context.account)
  const findings = await accountFindings(context.account, inventory)
  const remembered = await findingRecords(context, inventory)
  const { caveats } = inventory
  return {
    inventory,
    findings,
    suppressions: remembered?.suppressions ?? new Map(),
    firstSeen: remembered?.firstSeen ?? new Map(),
    unseenSince: remembered?.unseenSince ?? new Map(),
    caveats: remembered ? caveats : [unreadRecords(context), ...caveats],
  }
}

function unreadRecords({ now }: Context): Caveat {
  return {
    id: 'accepted-findings',
    scope: 'iam',
    subject: 'accepted findings',
    message:
      'The records of this server could not be read, so accepted findings are shown as open and none has a date.',
    answer: null,
    missingAction: null,
    at: now.toISOString(),
  }
}
