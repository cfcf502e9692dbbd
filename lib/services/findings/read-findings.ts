import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Account } from '@/lib/account'
import type { Finding } from '@/lib/findings/finding'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { accountFindings } from '@/lib/services/findings/account-findings'
import { type FindingRecords, findingRecords } from '@/lib/services/findings/finding-records'

export interface FindingsReading extends FindingRecords {
  inventory: Inventory
  findings: Finding[]
  caveats: Caveat[]
}

/** What is wrong now and what of it somebody answers for; without the records everything counts as open. */
export async function readFindings(account: Account): Promise<FindingsReading> {
  const inventory = await loadInventory(account)
  const findings = await accountFindings(account, inventory)
  const remembered = await findingRecords(account, inventory)
  const { caveats } = inventory
  return {
    inventory,
    findings,
    suppressions: remembered?.suppressions ?? new Map(),
    firstSeen: remembered?.firstSeen ?? new Map(),
    caveats: remembered ? caveats : [unreadRecords(), ...caveats],
  }
}

function unreadRecords(): Caveat {
  return {
    id: 'accepted-findings',
    scope: 'iam',
    subject: 'accepted findings',
    message:
      'The records of this server could not be read, so accepted findings are shown as open and none has a date.',
    answer: null,
    missingAction: null,
    at: new Date().toISOString(),
  }
}
