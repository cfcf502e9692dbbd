import 'server-only'
import { someAsFarAsRead } from '@/lib/access/as-far-as-read'
import { asOf } from '@/lib/access/as-of'
import type { Caveat } from '@/lib/access/caveat'
import { type CompiledAccess, compileAccess } from '@/lib/access/compile-access'
import type { Inventory } from '@/lib/access/inventory'
import { prepareSummaries, type TargetSummary, targetSummary } from '@/lib/access/summary'
import type { Target } from '@/lib/access/target'
import { countBySeverity } from '@/lib/findings/find-all'
import type { Finding, Severity } from '@/lib/findings/finding'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { breathing } from '@/lib/services/breathe'
import { followMoving } from '@/lib/services/follow-target'
import { loadInventory } from '@/lib/services/load-inventory'
import { openFindings } from '@/lib/services/open-findings'

export interface TargetList {
  /** `findings`: the open ones by severity, null while they are being looked for. */
  rows: (Target & { summary: TargetSummary; findings: Record<Severity, number> | null })[]
  /** The open ones of the whole account. */
  findings: Record<Severity, number> | null
  /** SCPs over somebody are unread: every count of who can connect holds as far as read. */
  asFarAsRead: boolean
  regions: Inventory['regions']
  caveats: Caveat[]
  readAt: string
}

const NONE: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 }

function countByTarget(findings: readonly Finding[]): Map<string, Record<Severity, number>> {
  const counts = new Map<string, Record<Severity, number>>()
  for (const { severity, targets } of findings)
    for (const { resourceId } of targets) {
      const known = counts.get(resourceId) ?? { ...NONE }
      known[severity] += 1
      counts.set(resourceId, known)
    }
  return counts
}

async function withSummaries(
  inventory: Inventory,
  access: CompiledAccess,
  open: Finding[] | null,
): Promise<TargetList['rows']> {
  const { targets } = inventory
  const byTarget = open && countByTarget(open)
  const rows: TargetList['rows'] = []
  const rest = breathing()
  for (const target of targets) {
    const findings = byTarget && (byTarget.get(target.resourceId) ?? NONE)
    rows.push({ ...target, summary: targetSummary(access, target), findings })
    await rest()
  }
  return rows
}

/** Every instance, cluster and proxy of the configured regions, with who can connect in numbers. */
export async function listTargets(operator: Operator): Promise<TargetList> {
  assertCan(operator, 'read')
  const inventory = await followMoving(await loadInventory())
  const open = await openFindings(inventory)
  const access = compileAccess(inventory)
  await prepareSummaries(access, breathing())
  return {
    rows: await withSummaries(inventory, access, open),
    findings: open && countBySeverity(open),
    regions: inventory.regions,
    asFarAsRead: someAsFarAsRead(inventory),
    caveats: inventory.caveats,
    readAt: asOf(inventory),
  }
}
