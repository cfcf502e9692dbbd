import 'server-only'
import { asOf } from '@/lib/access/as-of'
import type { Caveat } from '@/lib/access/caveat'
import { caveatsFor } from '@/lib/access/caveats-for'
import { compileAccess } from '@/lib/access/compile-access'
import type { DatabaseScan } from '@/lib/access/database-user'
import { findTarget } from '@/lib/access/find-target'
import { type TargetSummary, targetSummary } from '@/lib/access/summary'
import type { Target } from '@/lib/access/target'
import { countBySeverity, findingsForTarget } from '@/lib/findings/find-all'
import type { Severity } from '@/lib/findings/finding'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { followTarget } from '@/lib/services/follow-target'
import { loadInventory } from '@/lib/services/load-inventory'
import { openFindings } from '@/lib/services/open-findings'
import type { TargetRef } from '@/lib/services/target-ref'

export interface TargetReading {
  target: Target
  scan: DatabaseScan | null
  summary: TargetSummary
  /** The open ones by severity; null while they are being looked for. */
  findings: Record<Severity, number> | null
  caveats: Caveat[]
  readAt: string
}

export async function getTarget(operator: Operator, ref: TargetRef): Promise<TargetReading> {
  assertCan(operator, 'read')
  const kept = await loadInventory()
  const inventory = await followTarget(kept, findTarget(kept, ref))
  const target = findTarget(inventory, ref)
  const open = await openFindings(inventory)
  return {
    target,
    findings: open && countBySeverity(findingsForTarget(open, target.resourceId)),
    scan: inventory.scans[target.resourceId] ?? null,
    summary: targetSummary(compileAccess(inventory), target),
    caveats: caveatsFor(inventory, target),
    readAt: asOf(inventory),
  }
}
