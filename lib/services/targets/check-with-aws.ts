import 'server-only'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import { targetCells } from '@/lib/access/decide/target-cells'
import { askableArns } from '@/lib/access/matrix/asked-cells'
import { chooseView } from '@/lib/access/matrix/matrix-view'
import type { Target } from '@/lib/access/model/target'
import { findTarget } from '@/lib/access/reading/find-target'
import type { Account } from '@/lib/account'
import { AppError } from '@/lib/errors'
import { assertCan } from '@/lib/operator/operator'
import { askSimulator } from '@/lib/services/account/ask-simulator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'

export interface Checked {
  /** Principals that are done with: answered, or gone from the account. */
  principals: number
  cells: number
  /** Cells that the organisation refuses. */
  refused: number
  gone: number
  saved: boolean
  /** What stopped it before its end; what was answered until then is kept. */
  stopped: Pick<AppError, 'message' | 'answer'> | null
}

/** Principals of one question: progress is told between two of them, and whoever asks can stop there. */
const MOST_AT_ONCE = 10

/** Asks AWS's policy simulator about some principals of a matrix as every database user with a name, one after the other. */
export async function checkWithAws(
  context: Context,
  question: TargetRef & { principals: readonly string[] },
): Promise<Checked> {
  assertCan(context, 'read')
  const access = compileAccess(await loadInventory(context.account))
  const target = findTarget(access.inventory, question)
  const full = targetCells(access, target)
  const resources = askableArns(target, full.columns, chooseView(access, full, {}))
  const checked: Checked = { principals: 0, cells: 0, refused: 0, gone: 0, saved: true, stopped: null }
  const known = new Set(access.inventory.principals.map(({ arn }) => arn))
  for (const arn of question.principals.slice(0, MOST_AT_ONCE)) {
    if (known.has(arn) && resources.length > 0) {
      const stopped = await checkOne(context.account, access, target, arn, resources, checked)
      if (stopped) return { ...checked, stopped }
    } else checked.gone += 1
    checked.principals += 1
  }
  return checked
}

async function checkOne(
  account: Account,
  access: CompiledAccess,
  target: Target,
  arn: string,
  resources: readonly string[],
  checked: Checked,
): Promise<Checked['stopped']> {
  try {
    const { answers, saved } = await askSimulator(account, access, target, arn, resources)
    checked.cells += answers.length
    checked.refused += answers.filter(({ organizationAllows }) => organizationAllows === false).length
    checked.saved &&= saved
    return null
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error
    if (error.code !== 'notFound') return { message: error.message, answer: error.answer }
    checked.gone += 1
    return null
  }
}
