import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Account } from '@/lib/account'
import { log } from '@/lib/log/log'
import { isStopped, recordRun } from '@/lib/records/jobs'
import { onInventory } from '@/lib/services/account/reading-cache'
import { accountFindings } from '@/lib/services/findings/account-findings'
import { foundInWords } from '@/lib/services/jobs/search-findings-job'

/** Stopped, it is looked for when somebody asks. Without the records nobody can have stopped it. */
async function search(account: Account, inventory: Inventory): Promise<void> {
  const { accountId } = inventory
  if (await isStopped(accountId, 'search-findings').catch(() => false)) return
  const begunAt = performance.now()
  const found = await accountFindings(account, inventory)
  const ms = performance.now() - begunAt
  const words = foundInWords(inventory, found.length)
  await recordRun({ kind: 'search-findings', accountId, ms, words, failed: false }).catch(() => {
    // That the findings could not be recorded is in the log already.
  })
}

/** Looks through every reading as it comes, one after the other; of those that came meanwhile only the newest. */
export function keepLookingForFindings(account: Account): void {
  let next: Inventory | null = null
  let looking = false
  const look = async () => {
    looking = true
    for (; next; ) {
      const inventory = next
      next = null
      await search(account, inventory).catch((error: unknown) =>
        log.error({ err: error }, 'the findings could not be looked for'),
      )
    }
    looking = false
  }
  onInventory(account, inventory => {
    next = inventory
    if (!looking) void look()
  })
}
