import 'server-only'
import { columnFor } from '@/lib/access/columns'
import { compareAnswers, type SimulatorAnswer } from '@/lib/access/compare-answers'
import { compileAccess } from '@/lib/access/compile-access'
import { findTarget } from '@/lib/access/find-target'
import { findPrincipal } from '@/lib/access/principal-index'
import { connectArn } from '@/lib/access/target'
import { simulateConnect } from '@/lib/aws/simulate'
import { assertCan, type Operator } from '@/lib/operator/operator'
import type { CellQuestion } from '@/lib/services/explain-cell'
import { loadInventory } from '@/lib/services/load-inventory'

/** Asks AWS's own policy simulator about one cell and puts its answer beside ours. */
export async function simulateCell(
  operator: Operator,
  question: CellQuestion,
): Promise<SimulatorAnswer & { at: string }> {
  assertCan(operator, 'read')
  const inventory = await loadInventory()
  const access = compileAccess(inventory)
  const target = findTarget(inventory, question)
  const { index } = findPrincipal(access, question.principalArn)
  const resource = connectArn(target, columnFor(access, target, question.databaseUser).witness)
  const aws = await simulateConnect(question.principalArn, resource)
  return { ...compareAnswers(access.compiled.explain(index, resource), aws), at: new Date().toISOString() }
}
