import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import { COULD_NOT_BE_CHECKED } from '@/lib/findings/find-all'
import type { Finding } from '@/lib/findings/finding'
import { readingCoverageOf } from '@/lib/findings/reading-coverage'
import { RULES } from '@/lib/findings/rules'
import { recordSeen } from '@/lib/records/finding-spans'

/** Keeps what one search found, so that every finding has a beginning and an end. */
export async function recordFindings(inventory: Inventory, found: readonly Finding[]): Promise<void> {
  const stopped = new Set(
    found.filter(({ rule }) => rule === COULD_NOT_BE_CHECKED).map(({ subject }) => subject.label),
  )
  const asked = RULES.map(({ id }) => id).filter(id => !stopped.has(id))
  await recordSeen({
    ...readingCoverageOf(inventory),
    accountId: inventory.accountId,
    findingIds: found.map(({ id }) => id),
    rules: [...asked, COULD_NOT_BE_CHECKED],
  })
}
