import 'server-only'
import { columnFor } from '@/lib/access/decide/columns'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { isAskable } from '@/lib/access/decide/is-askable'
import { findPrincipal } from '@/lib/access/decide/principal-index'
import { besideOurs, type SimulatorAnswer } from '@/lib/access/explain/compare-answers'
import { connectArn } from '@/lib/access/model/target'
import { findTarget } from '@/lib/access/reading/find-target'
import { AppError } from '@/lib/errors'
import { assertCan } from '@/lib/operator/operator'
import { askSimulator } from '@/lib/services/account/ask-simulator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'
import type { CellQuestion } from '@/lib/services/targets/explain-cell'

/** Asks AWS's own policy simulator about one cell, keeps its answer and puts it beside ours as far as read. */
export async function simulateCell(
  context: Context,
  question: CellQuestion,
): Promise<SimulatorAnswer & { at: string; saved: boolean }> {
  assertCan(context, 'read')
  const inventory = await loadInventory(context.account)
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
  const resource = connectArn(target, column.representativeName)
  const { answers, saved } = await askSimulator(context.account, access, target, question.principalArn, [
    resource,
  ])
  const [answer] = answers
  if (!answer) throw new AppError('unavailable', 'The AWS policy simulator gave no decision. Ask it again.')
  return { ...besideOurs(access, index, resource, answer), at: answer.askedAt, saved }
}
