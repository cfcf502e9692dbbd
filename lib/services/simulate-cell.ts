import 'server-only'
import type { SimulatorAnswer } from '@/lib/access/compare-answers'
import { compileAccess } from '@/lib/access/compile-access'
import { findTarget } from '@/lib/access/find-target'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { askSimulator } from '@/lib/services/ask-simulator'
import type { CellQuestion } from '@/lib/services/explain-cell'
import { loadInventory } from '@/lib/services/load-inventory'

/** Asks AWS's own policy simulator about one cell and puts its answer beside ours. */
export async function simulateCell(
  operator: Operator,
  question: CellQuestion,
): Promise<SimulatorAnswer & { at: string }> {
  assertCan(operator, 'read')
  const inventory = await loadInventory()
  const answer = await askSimulator(compileAccess(inventory), findTarget(inventory, question), question)
  return { ...answer, at: new Date().toISOString() }
}
