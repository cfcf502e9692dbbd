import 'server-only'
import { columnFor } from '@/lib/access/decide/columns'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import { isAskable } from '@/lib/access/decide/is-askable'
import { findPrincipal } from '@/lib/access/decide/principal-index'
import { besideOurs, type SimulatorAnswer } from '@/lib/access/explain/compare-answers'
import { connectArn } from '@/lib/access/model/target'
import { ANY_USER } from '@/lib/access/switch/switch-effect'
import type { Account } from '@/lib/account'
import { AppError } from '@/lib/errors'
import type { AffectedCell } from '@/lib/findings/finding'
import { assertCan } from '@/lib/operator/operator'
import { askSimulator } from '@/lib/services/account/ask-simulator'
import type { Context } from '@/lib/services/context'
import { readFindings } from '@/lib/services/findings/read-findings'
import { findingById } from '@/lib/services/findings/work-out-fix'

export interface SimulatedPrincipal extends SimulatorAnswer {
  principal: string
  databaseUser: string
  target: string
}

export interface SimulatedFinding {
  /** One cell for each principal that was asked about. */
  answers: SimulatedPrincipal[]
  at: string
}

/** AWS throttles SimulatePrincipalPolicy early: so many are asked about. */
export const SIMULATED_MOST = 12

/** Asks AWS's own policy simulator about the principals that a finding touches, and puts its answers beside ours. */
export async function simulateFinding(
  context: Context,
  question: { findingId: string },
): Promise<SimulatedFinding> {
  assertCan(context, 'read')
  const { inventory, findings } = await readFindings(context)
  const access = compileAccess(inventory)
  const { affected } = findingById(findings, question.findingId)
  const named = affected.filter(cell => isNamed(access, cell))
  if (named.length === 0 && affected.length > 0)
    throw new AppError(
      'invalid',
      'AWS can be asked about one database user, and this finding is about patterns that stand for many. Ask about a cell of the matrix.',
    )
  const cells = firstOfEach(named).slice(0, SIMULATED_MOST)
  const answers: SimulatedPrincipal[] = []
  for (const cell of cells) answers.push(await simulateAffected(context.account, access, cell))
  return { answers, at: new Date().toISOString() }
}

/** What AWS says of a name made up for a pattern is kept like the rest, and would be taken for the whole pattern. */
function isNamed(access: CompiledAccess, { resourceId, databaseUser }: AffectedCell): boolean {
  const target = access.inventory.targets.find(each => each.resourceId === resourceId)
  return !target || (databaseUser !== ANY_USER && isAskable(columnFor(access, target, databaseUser)))
}

function firstOfEach(cells: readonly AffectedCell[]): AffectedCell[] {
  const first = new Map<string, AffectedCell>()
  for (const cell of cells) if (!first.has(cell.principalArn)) first.set(cell.principalArn, cell)
  return [...first.values()]
}

async function simulateAffected(
  account: Account,
  access: CompiledAccess,
  cell: AffectedCell,
): Promise<SimulatedPrincipal> {
  const { databaseUser, principalLabel: principal } = cell
  const target = access.inventory.targets.find(({ resourceId }) => resourceId === cell.resourceId)
  if (!target) throw new AppError('notFound', `${cell.target} is not among the targets as read now.`)
  const resource = connectArn(target, columnFor(access, target, databaseUser).representativeName)
  const [answer] = (await askSimulator(account, access, target, cell.principalArn, [resource])).answers
  if (!answer) throw new AppError('unavailable', 'The AWS policy simulator gave no decision. Ask it again.')
  const { index } = findPrincipal(access, cell.principalArn)
  return { ...besideOurs(access, index, resource, answer), principal, databaseUser, target: target.name }
}
