import 'server-only'
import type { Caveat } from '@/lib/access/caveat'
import { type CompiledAccess, compileAccess } from '@/lib/access/compile-access'
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

/** Longer than this without a pause and other requests would wait noticeably. */
const BREATH_MS = 25

async function withSummaries({ targets }: Inventory, access: CompiledAccess): Promise<TargetList['rows']> {
  const rows: TargetList['rows'] = []
  let since = performance.now()
  for (const target of targets) {
    rows.push({ ...target, summary: targetSummary(access, target) })
    if (performance.now() - since < BREATH_MS) continue
    await new Promise(resolve => setImmediate(resolve))
    since = performance.now()
  }
  return rows
}

/** Every instance, cluster and proxy of the configured regions, with who can connect in numbers. */
export async function listTargets(operator: Operator): Promise<TargetList> {
  assertCan(operator, 'read')
  const inventory = await followMoving(await loadInventory())
  return {
    rows: await withSummaries(inventory, compileAccess(inventory)),
    regions: inventory.regions,
    caveats: inventory.caveats,
    readAt: inventory.readAt,
  }
}
