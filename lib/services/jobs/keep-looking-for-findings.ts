import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import { log } from '@/lib/log/log'
import { onInventory } from '@/lib/services/account/load-inventory'
import { accountFindings } from '@/lib/services/findings/account-findings'

/** Looks through every reading as it comes, one after the other; of those that came meanwhile only the newest. */
export function keepLookingForFindings(): void {
  let next: Inventory | null = null
  let looking = false
  const look = async () => {
    looking = true
    for (; next; ) {
      const inventory = next
      next = null
      await accountFindings(inventory).catch((error: unknown) =>
        log.error({ err: error }, 'the findings could not be looked for'),
      )
    }
    looking = false
  }
  onInventory(inventory => {
    next = inventory
    if (!looking) void look()
  })
}
