import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { buildMatrix, type Matrix } from '@/lib/access/matrix/matrix'
import type { MatrixFilter } from '@/lib/access/matrix/matrix-view'
import type { Part } from '@/lib/access/model/part'
import type { Target } from '@/lib/access/model/target'
import { findTarget } from '@/lib/access/reading/find-target'
import { assertCan } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'

export interface EvaluatedMatrix {
  target: Target
  matrix: Matrix
  /** Users, roles and policies: read now, or kept from before. */
  iam: Part
}

export async function evaluateMatrix(
  context: Context,
  question: TargetRef & { filter?: MatrixFilter },
): Promise<EvaluatedMatrix> {
  assertCan(context, 'read')
  const inventory = await loadInventory(context.account)
  const target = findTarget(inventory, question)
  const matrix = buildMatrix(compileAccess(inventory), target, question.filter)
  return { target, matrix, iam: inventory.parts.iam }
}
