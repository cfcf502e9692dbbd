import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import type { Part } from '@/lib/access/model/part'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import type { ReversalPlan } from '@/lib/grants/steps/reversal-plan'
import { assertCan, type Capability, can } from '@/lib/operator/operator'
import type { AuditRecord } from '@/lib/records/audit-entry'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'
import { reversalNow } from '@/lib/services/reversals/reversal-now'
import {
  capabilityFor,
  type ReversalQuestion,
  reversibleChange,
} from '@/lib/services/reversals/reversible-change'

export interface ReversalPreview {
  plan: ReversalPlan
  /** As the log shows it: its outcome, or its announcement while there is none. */
  entry: AuditRecord
  label: string
  mayApply: boolean
  capability: Capability
  /** Users, roles and policies: read now, or kept from before. */
  iam: Part
  caveats: Caveat[]
  /** Of each part it rests on. */
  dates: DatedPart[]
}

/** What undoing, finishing or taking back a change would do now; nothing is written. */
export async function planReversal(
  context: Context,
  { auditId, kind }: ReversalQuestion,
): Promise<ReversalPreview> {
  assertCan(context, 'read')
  // What the steps touch is read now: an effect judged on an older reading would not be theirs.
  const inventory = await loadInventory(context.account, { fresh: true })
  const change = await reversibleChange({ auditId, kind }, inventory.accountId, { locked: false })
  const plan = await reversalNow(context, change, kind, inventory)
  const capability = capabilityFor(change)
  const { outcome, intention, promised } = change
  const mayApply = can(context, capability)
  return {
    plan,
    entry: outcome ?? intention,
    label: promised.label,
    mayApply,
    capability,
    iam: inventory.parts.iam,
    caveats: inventory.caveats,
    dates: datedParts(inventory),
  }
}
