import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Caveat } from '@/lib/access/model/caveat'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import { headingTo } from '@/lib/access/model/iam-auth-state'
import { hasIam } from '@/lib/access/model/inventory'
import type { Part } from '@/lib/access/model/part'
import { type UserCounts, userCounts } from '@/lib/access/model/scan-behind'
import type { Target } from '@/lib/access/model/target'
import { type TargetSummary, targetSummary } from '@/lib/access/reach/summary'
import { asOf } from '@/lib/access/reading/as-of'
import { caveatsFor } from '@/lib/access/reading/caveats-for'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import { findTarget } from '@/lib/access/reading/find-target'
import { type KeptListing, keptListing } from '@/lib/access/reading/kept-listing'
import { countBySeverity, findingsForTarget } from '@/lib/findings/find-all'
import type { Severity } from '@/lib/findings/finding'
import { assertCan } from '@/lib/operator/operator'
import { followTarget } from '@/lib/services/account/follow-target'
import { loadReading } from '@/lib/services/account/load-inventory'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'
import { openFindings } from '@/lib/services/findings/open-findings'
import { usualSwitch } from '@/lib/services/targets/usual-switch'

export interface TargetReading {
  target: Target
  scan: DatabaseScan | null
  /** Whether what was found in databases before could be looked up at all. */
  scans: Part
  users: UserCounts
  /** Null: not evaluated, because IAM was never read. */
  summary: TargetSummary | null
  /** How long RDS usually takes to settle a switch here, where it is at one; null: not known, or it is not. */
  usualSwitch: string | null
  /** Set where RDS did not answer again: the target is shown as it was then. */
  kept: KeptListing | null
  /** The open ones by severity; null while they are being looked for, and where there is no IAM to look in. */
  findings: Record<Severity, number> | null
  caveats: Caveat[]
  dates: DatedPart[]
  readAt: string
}

export async function getTarget(context: Context, ref: TargetRef): Promise<TargetReading> {
  assertCan(context, 'read')
  const known = await loadReading(context.account)
  const reading = await followTarget(context.account, known, findTarget(known, ref))
  const target = findTarget(reading, ref)
  const inventory = hasIam(reading) ? reading : null
  const open = inventory && (await openFindings(context, inventory))
  return {
    target,
    findings: open && countBySeverity(findingsForTarget(open, target.resourceId)),
    scan: reading.scans[target.resourceId] ?? null,
    scans: reading.parts.scans,
    users: userCounts(reading, target),
    summary: inventory && targetSummary(compileAccess(inventory), target),
    usualSwitch: headingTo(target.iamAuth.state) ? await usualSwitch(target.accountId) : null,
    kept: keptListing(reading, target),
    caveats: caveatsFor(reading, target),
    dates: datedParts(reading),
    readAt: asOf(reading),
  }
}
