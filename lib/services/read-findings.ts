import 'server-only'
import type { Caveat } from '@/lib/access/caveat'
import type { Inventory } from '@/lib/access/inventory'
import type { Finding } from '@/lib/findings/finding'
import { log } from '@/lib/log/log'
import { loadSuppressions, type Suppression } from '@/lib/records/suppressions'
import { accountFindings } from '@/lib/services/account-findings'
import { loadInventory } from '@/lib/services/load-inventory'

export interface FindingsReading {
  inventory: Inventory
  findings: Finding[]
  suppressions: Map<string, Suppression>
  caveats: Caveat[]
}

/** What is wrong now and what of it somebody answers for; without the records everything counts as open. */
export async function readFindings(): Promise<FindingsReading> {
  const inventory = await loadInventory()
  const [findings, accepted] = await Promise.all([
    accountFindings(inventory),
    loadSuppressions(inventory.accountId, new Date()).catch((error: unknown) => {
      log.warn({ err: error }, 'the accepted findings could not be read')
      return null
    }),
  ])
  const { caveats } = inventory
  return {
    inventory,
    findings,
    suppressions: accepted ?? new Map(),
    caveats: accepted ? caveats : [unreadRecords(), ...caveats],
  }
}

function unreadRecords(): Caveat {
  return {
    id: 'accepted-findings',
    scope: 'iam',
    subject: 'accepted findings',
    message: 'The records of this server could not be read, so accepted findings are shown as open.',
    answer: null,
    missingAction: null,
    at: new Date().toISOString(),
  }
}
