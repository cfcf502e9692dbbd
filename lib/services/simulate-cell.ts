import 'server-only'
import { isAskable } from '@/lib/access/asked-cells'
import { columnFor } from '@/lib/access/columns'
import { besideOurs, type SimulatorAnswer } from '@/lib/access/compare-answers'
import { compileAccess } from '@/lib/access/compile-access'
import { findTarget } from '@/lib/access/find-target'
import { findPrincipal } from '@/lib/access/principal-index'
import { connectArn } from '@/lib/access/target'
import { AppError } from '@/lib/errors'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { askSimulator } from '@/lib/services/ask-simulator'
import type { CellQuestion } from '@/lib/services/explain-cell'
import { loadInventory } from '@/lib/services/load-inventory'

/** Asks AWS's own policy simulator about one cell, keeps its answer and puts it beside ours as far as read. */
export async function simulateCell(
  operator: Operator,
  question: CellQuestion,
): Promise<SimulatorAnswer & { at: string; saved: boolean }> {
  assertCan(operator, 'read')
  const inventory = await loadInventory()
  const access = compileAccess(inventory)
  const target = findTarget(inventory, question)
  const { index } = findPrincipal(access, question.principalArn)
  const column = columnFor(access, target, question.databaseUser)
  if (!isAskable(column)) {
    throw new AppError(
      'invalid',
      `AWS can be asked about one database user, and "${column.name}" stands for many. Choose a column with a name.`,
    )
  }
  const resource = connectArn(target, column.witness)
  const { answers, saved } = await askSimulator(access, target, question.principalArn, [resource])
  const [said] = answers
  if (!said) throw new AppError('unavailable', 'The AWS policy simulator gave no decision. Ask it again.')
  return { ...besideOurs(access, index, resource, said), at: said.askedAt, saved }
}
