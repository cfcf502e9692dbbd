import 'server-only'
import type { Inventory } from '@/lib/access/inventory'
import { isWholeNow, regionFailure } from '@/lib/access/region-reading'
import { AppError } from '@/lib/errors'
import { dropInventory, loadInventory } from '@/lib/services/load-inventory'

/** The account as it is this moment, for what is about to be written; an older reading is no ground to write on. */
export async function readAgain(): Promise<Inventory> {
  dropInventory()
  const inventory = await loadInventory({ fresh: true })
  assertAccountRead(inventory)
  return inventory
}

/** Where IAM was not read, nothing is "gone" or "fixed by somebody": it is not known. */
export function assertAccountRead({ caveats }: Inventory): void {
  const unread = caveats.find(({ id }) => id === 'stale' || id === 'iam')
  if (!unread) return
  dropInventory() // what could not be read is no answer for the next who asks either
  throw new AppError(
    'unavailable',
    `The account could not be read again, so nothing was changed. ${unread.message}`,
    unread.answer ? { answer: unread.answer } : {},
  )
}

/** A plan about targets of a Region rests on what was read there just now, not on what is kept from before. */
export function assertRegionsRead({ regions }: Inventory, wanted: readonly string[]): void {
  const unread = regions.find(region => !isWholeNow(region) && wanted.includes(region.region))
  if (!unread) return
  const failure = regionFailure(unread)
  throw new AppError(
    'unavailable',
    `${unread.region} could not be read again, so nothing was changed. ${failure?.message ?? ''}`.trim(),
    failure?.answer ? { answer: failure.answer } : {},
  )
}

/** The same for every target on which a plan opens or closes anything. */
export function assertTargetsRead(inventory: Inventory, cells: readonly { resourceId: string }[]): void {
  const touched = new Set(cells.map(({ resourceId }) => resourceId))
  const regions = inventory.targets.filter(({ resourceId }) => touched.has(resourceId))
  assertRegionsRead(
    inventory,
    regions.map(({ region }) => region),
  )
}
