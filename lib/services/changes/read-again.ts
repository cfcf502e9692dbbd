import 'server-only'
import type { Inventory } from '@/lib/access/inventory'
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
export function assertRegionsRead({ regions, caveats }: Inventory, wanted: readonly string[]): void {
  const unread = regions.find(({ region, status }) => status !== 'ok' && wanted.includes(region))
  if (!unread) return
  const caveat = caveats.find(({ scope, subject }) => scope === 'region' && subject.includes(unread.region))
  throw new AppError(
    'unavailable',
    `${unread.region} could not be read again, so nothing was changed. ${caveat?.message ?? ''}`.trim(),
    caveat?.answer ? { answer: caveat.answer } : {},
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
