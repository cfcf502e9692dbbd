import 'server-only'
import { compileAccess } from '@/lib/access/compile-access'
import { findTarget } from '@/lib/access/find-target'
import { buildMatrix, type Matrix, type MatrixFilter } from '@/lib/access/matrix'
import type { Target } from '@/lib/access/target'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/load-inventory'

export async function evaluateMatrix(
  operator: Operator,
  question: { region: string; resourceId: string; filter?: MatrixFilter },
): Promise<{ target: Target; matrix: Matrix }> {
  assertCan(operator, 'read')
  const inventory = await loadInventory()
  const target = findTarget(inventory, question)
  return { target, matrix: buildMatrix(compileAccess(inventory), target, question.filter) }
}
