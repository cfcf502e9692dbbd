import 'server-only'
import type { Inventory } from '@/lib/access/inventory'
import { AppError } from '@/lib/errors'
import { dropInventory, loadInventory } from '@/lib/services/load-inventory'

/** The account as it is this moment, for what is about to be written; an older reading is no ground to write on. */
export async function readAgain(): Promise<Inventory> {
  dropInventory()
  const inventory = await loadInventory({ fresh: true })
  const stale = inventory.caveats.find(caveat => caveat.id === 'stale')
  if (stale) {
    const detail = stale.answer ? { answer: stale.answer } : {}
    throw new AppError(
      'unavailable',
      `The account could not be read again, so nothing was changed. ${stale.message}`,
      detail,
    )
  }
  return inventory
}
