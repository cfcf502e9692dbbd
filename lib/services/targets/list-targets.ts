import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { someAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import type { Caveat } from '@/lib/access/model/caveat'
import { type AccountReading, hasIam, type Inventory } from '@/lib/access/model/inventory'
import type { Part } from '@/lib/access/model/part'
import { type UserCounts, userCounts } from '@/lib/access/model/scan-behind'
import type { Target } from '@/lib/access/model/target'
import { prepareSummaries, type TargetSummary, targetSummary } from '@/lib/access/reach/summary'
import { asOf } from '@/lib/access/reading/as-of'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import { keptListing } from '@/lib/access/reading/kept-listing'
import { unreadPolicies } from '@/lib/access/reading/unread-policies'
import { countBySeverity } from '@/lib/findings/find-all'
import type { Finding, Severity } from '@/lib/findings/finding'
import { unreadBehindFindings } from '@/lib/findings/reading-coverage'
import { assertCan } from '@/lib/operator/operator'
import { followMoving } from '@/lib/services/account/follow-target'
import { loadReading } from '@/lib/services/account/load-inventory'
import { yieldWhenDue } from '@/lib/services/account/yield-to-event-loop'
import type { Context } from '@/lib/services/context'
import { openFindings } from '@/lib/services/findings/open-findings'
import { openUnchecked } from '@/lib/services/findings/open-unchecked'

type ListedRow = Target & {
  /** ISO: RDS last described it then; null: in this reading. */
  keptFrom: string | null
  users: UserCounts
  /** Null: not evaluated, because IAM was never read. */
  summary: TargetSummary | null
  /** The open ones by severity; null while they are being looked for, and where there is no IAM to look in. */
  findings: Record<Severity, number> | null
}

export interface TargetList {
  rows: ListedRow[]
  /** The open ones of the whole account. */
  findings: Record<Severity, number> | null
  /** Known before by severity of their rule, and not checked by this reading. */
  unchecked: Record<Severity, number>
  /** What that number leaves out; null: nothing. */
  findingsUnread: string | null
  /** What the counts of who can connect leave out; null: nothing. */
  policiesUnread: string | null
  /** SCPs over somebody are unread: every count of who can connect holds as far as read. */
  asFarAsRead: boolean
  /** What every count of people and grants rests on. */
  iam: Part
  regions: AccountReading['regions']
  caveats: Caveat[]
  dates: DatedPart[]
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

/** Facts of the targets themselves need no IAM; nothing else is said then. */
function withoutSummaries(reading: AccountReading): ListedRow[] {
  return reading.targets.map(target => ({
    ...target,
    keptFrom: keptListing(reading, target)?.at ?? null,
    users: userCounts(reading, target),
    summary: null,
    findings: null,
  }))
}

async function withSummaries(inventory: Inventory, open: Finding[] | null): Promise<ListedRow[]> {
  const access = compileAccess(inventory)
  await prepareSummaries(access, yieldWhenDue())
  const byTarget = open && countByTarget(open)
  const rows: ListedRow[] = []
  const rest = yieldWhenDue()
  for (const target of inventory.targets) {
    const findings = byTarget && (byTarget.get(target.resourceId) ?? NONE)
    const users = userCounts(inventory, target)
    const keptFrom = keptListing(inventory, target)?.at ?? null
    rows.push({ ...target, keptFrom, users, summary: targetSummary(access, target), findings })
    await rest()
  }
  return rows
}

/** Every instance, cluster and proxy of the configured regions, with who can connect in numbers where IAM was read. */
export async function listTargets(context: Context): Promise<TargetList> {
  assertCan(context, 'read')
  const reading = await followMoving(context.account, await loadReading(context.account))
  const inventory = hasIam(reading) ? reading : null
  const open = inventory && (await openFindings(context, inventory))
  return {
    rows: inventory ? await withSummaries(inventory, open) : withoutSummaries(reading),
    findings: open && countBySeverity(open),
    unchecked: countBySeverity(inventory && open ? await openUnchecked(context, inventory, open) : []),
    findingsUnread: unreadBehindFindings(reading),
    policiesUnread: unreadPolicies(reading),
    regions: reading.regions,
    iam: reading.parts.iam,
    asFarAsRead: inventory ? someAsFarAsRead(inventory) : false,
    caveats: reading.caveats,
    dates: datedParts(reading),
    readAt: asOf(reading),
  }
}
