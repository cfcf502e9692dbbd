import 'server-only'
import { columnFor, columnsOf } from '@/lib/access/decide/columns'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import { findPrincipal } from '@/lib/access/decide/principal-index'
import { restrictToPrincipals } from '@/lib/access/decide/restrict-to-principals'
import { someAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import { reaches, type Verdict } from '@/lib/access/model/verdict'
import { findTarget } from '@/lib/access/reading/find-target'
import { assertOwnTarget } from '@/lib/access/reading/own-targets'
import { AppError } from '@/lib/errors'
import { cellsChangedTogether, type DocumentChange } from '@/lib/findings/document-effect'
import type { AffectedCell } from '@/lib/findings/finding'
import { withoutStatement } from '@/lib/findings/without-statement'
import { judgeCell } from '@/lib/grants/effect'
import { assertCan } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { runInSlices } from '@/lib/services/account/yield-to-event-loop'
import type { Context } from '@/lib/services/context'
import type { CellQuestion } from '@/lib/services/targets/explain-cell'

export interface WithoutStatement {
  /** What the cell that was asked about would be. */
  cell: Verdict
  /** Cells that would newly let somebody in, and the first of them. */
  opens: number
  shown: Pick<AffectedCell, 'principalLabel' | 'target' | 'databaseUser' | 'after'>[]
  /** All cells whose verdict would differ. */
  changes: number
  /** SCPs over somebody are unread: what would open does so as far as read. */
  asFarAsRead: boolean
}

const SHOWN = 8

/** Cells of one what-if: more would fill the server's memory with an answer that nobody reads. */
const MOST = 4_000_000

/** What would differ in the whole account without one statement. Nothing is written, here or in AWS. */
export async function tryWithout(
  context: Context,
  question: CellQuestion & { policyId: string; statementIndex: number },
): Promise<WithoutStatement> {
  assertCan(context, 'read')
  const access = compileAccess(await loadInventory(context.account))
  assertOwnTarget(access.inventory, question)
  const change = withoutStatement(access, question.policyId, question.statementIndex)
  if (!change)
    throw new AppError(
      'conflict',
      'This statement is no longer in the policy as it was read, or its text cannot be edited. Nothing was changed. Refresh, then try again.',
    )
  assertAffordable(access, change)
  const cells = await runInSlices(cellsChangedTogether(access, [change]))
  const opened = cells.filter(({ before, after }) => after !== null && reaches(after) && !reaches(before))
  return {
    cell: verdictAfter(access, change, question),
    opens: opened.length,
    shown: opened.slice(0, SHOWN).map(({ principalLabel, target, databaseUser, after }) => {
      return { principalLabel, target, databaseUser, after }
    }),
    changes: cells.length,
    asFarAsRead: someAsFarAsRead(access.inventory),
  }
}

/** By itself: a user name that nobody knows has no column. */
function verdictAfter(
  access: CompiledAccess,
  { policy: { source }, after }: DocumentChange,
  question: CellQuestion,
): Verdict {
  const { principal } = findPrincipal(access, question.principalArn)
  const target = findTarget(access.inventory, question)
  const column = columnFor(access, target, question.databaseUser)
  const alone = restrictToPrincipals(access, [principal], [{ ...source, text: after ?? '' }])
  return judgeCell(alone, target, column, 0).verdict
}

function assertAffordable(access: CompiledAccess, { policy }: DocumentChange): void {
  const columns = access.inventory.targets.reduce((sum, target) => sum + columnsOf(access, target).length, 0)
  if (policy.holders.length * columns <= MOST) return
  throw new AppError(
    'limitExceeded',
    `This statement stands over ${policy.holders.length} principals, too many to try at once. Nothing was changed.`,
  )
}
