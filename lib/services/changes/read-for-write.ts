import 'server-only'
import { type AccountReading, hasIam, type Inventory } from '@/lib/access/model/inventory'
import { failureOf } from '@/lib/access/model/part'
import { isWholeNow, regionFailure } from '@/lib/access/reading/region-reading'
import type { Account } from '@/lib/account'
import { AppError } from '@/lib/errors'
import { loadReading } from '@/lib/services/account/load-inventory'
import { invalidateReading } from '@/lib/services/account/reading-cache'

/** The account as it is this moment, for what is about to be written; an older reading is no ground to write on. */
export async function readForWrite(account: Account): Promise<Inventory> {
  invalidateReading(account)
  const reading = await loadReading(account, { fresh: true })
  assertAccountRead(account, reading)
  return reading
}

/** Where IAM was not read, nothing is "gone" or "fixed by somebody": it is not known. */
export function assertAccountRead(
  account: Account,
  reading: AccountReading | Inventory,
): asserts reading is Inventory {
  const { iam } = reading.parts
  if (hasIam(reading) && iam.state === 'read') return
  invalidateReading(account) // what could not be read is no answer for the next who asks either
  const why = failureOf(iam)
  throw new AppError(
    'unavailable',
    `The account could not be read again, so nothing was changed. ${why?.message ?? 'Users, roles and policies are still being read.'}`,
    {
      ...(why?.answer && { answer: why.answer }),
      ...(why?.missingAction && { missingAction: why.missingAction }),
    },
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
