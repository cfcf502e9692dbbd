import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { type Explanation, explainCell as explain } from '@/lib/access/explain/explain'
import { findTarget } from '@/lib/access/reading/find-target'
import { type RemovalHint, removalSentence } from '@/lib/grants/removal/removal-sentence'
import { assertCan } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'
import { type FindingHint, findingForMissingPiece } from '@/lib/services/findings/finding-for-missing-piece'

export interface CellQuestion extends TargetRef {
  principalArn: string
  /** A user name, or the name of a pattern column. */
  databaseUser: string
}

export interface ExplainedCell extends Explanation {
  /** For a cell that IAM lets through: what would end it. */
  removal: RemovalHint | null
  /** The finding that puts the missing piece right. */
  finding: FindingHint | null
  /** Who asked, and when (ISO). */
  asked: { by: string; at: string }
}

export async function explainCell(context: Context, question: CellQuestion): Promise<ExplainedCell> {
  assertCan(context, 'read')
  const inventory = await loadInventory(context.account)
  const access = compileAccess(inventory)
  const target = findTarget(inventory, question)
  const explanation = explain(access, target, question.principalArn, question.databaseUser)
  return {
    ...explanation,
    removal: removalSentence(access, question),
    finding: await findingForMissingPiece(context, inventory, explanation),
    asked: { by: context.actor.name, at: context.now.toISOString() },
  }
}
