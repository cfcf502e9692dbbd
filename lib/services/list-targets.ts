import 'server-only'
import type { Caveat } from '@/lib/access/caveat'
import { compileAccess } from '@/lib/access/compile-access'
import type { Inventory } from '@/lib/access/inventory'
import { type TargetSummary, targetSummary } from '@/lib/access/summary'
import type { Target } from '@/lib/access/target'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { followMoving } from '@/lib/services/follow-target'
import { loadInventory } from '@/lib/services/load-inventory'

export interface TargetList {
  rows: (Target & { summary: TargetSummary })[]
  regions: Inventory['regions']
  caveats: Caveat[]
  readAt: string
}

/** Every instance, cluster and proxy of the configured regions, with who can connect in numbers. */
export async function listTargets(operator: Operator): Promise<TargetList> {
  assertCan(operator, 'read')
  const inventory = await followMoving(await loadInventory())
  const access = compileAccess(inventory)
  return {
    rows: inventory.targets.map(target => ({ ...target, summary: targetSummary(access, target) })),
    regions: inventory.regions,
    caveats: inventory.caveats,
    readAt: inventory.readAt,
  }
}
