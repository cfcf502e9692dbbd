import { intendedEntry } from '@/lib/access/decide/intended-entry'
import type { Inventory } from '@/lib/access/model/inventory'
import { isWholeNow } from '@/lib/access/reading/region-reading'
import { matchesWildcard } from '@/lib/iam/index'
import { missingTarget } from '../check-intent'

const RESOURCE_ID = /^(?:db|cluster|prx)-[A-Za-z0-9]+$/

/** Why it cannot be shown what an entry opens: the target that it names may be there, where nobody has looked. Null: it can. */
export function unknownTarget(pattern: string, inventory: Inventory): string | null {
  const entry = intendedEntry(pattern)
  if (!entry || !RESOURCE_ID.test(entry.id)) return null
  const { partition, account, region, id } = entry
  if (!matchesWildcard(partition, inventory.partition) || !matchesWildcard(account, inventory.accountId))
    return null
  const speaksOf = (one: { region: string }) => matchesWildcard(region, one.region)
  if (inventory.targets.some(target => target.resourceId === id && speaksOf(target))) return null
  const regions = inventory.regions.filter(speaksOf)
  return regions.length > 0 && regions.every(isWholeNow) ? null : missingTarget(region, id, inventory)
}
