import 'server-only'
import { columnFor } from '@/lib/access/columns'
import { besideOurs, type SimulatorAnswer } from '@/lib/access/compare-answers'
import { type CompiledAccess, compileAccess } from '@/lib/access/compile-access'
import { findPrincipal } from '@/lib/access/principal-index'
import { connectArn } from '@/lib/access/target'
import { AppError } from '@/lib/errors'
import type { AffectedCell } from '@/lib/findings/finding'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { askSimulator } from '@/lib/services/ask-simulator'
import { findingById } from '@/lib/services/fix-order'
import { readFindings } from '@/lib/services/read-findings'

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
  operator: Operator,
  question: { findingId: string },
): Promise<SimulatedFinding> {
  assertCan(operator, 'read')
  const { inventory, findings } = await readFindings()
  const access = compileAccess(inventory)
  const cells = firstOfEach(findingById(findings, question.findingId).affected).slice(0, SIMULATED_MOST)
  const answers: SimulatedPrincipal[] = []
  for (const cell of cells) answers.push(await simulateAffected(access, cell))
  return { answers, at: new Date().toISOString() }
}

function firstOfEach(cells: readonly AffectedCell[]): AffectedCell[] {
  const first = new Map<string, AffectedCell>()
  for (const cell of cells) if (!first.has(cell.principalArn)) first.set(cell.principalArn, cell)
  return [...first.values()]
}

async function simulateAffected(access: CompiledAccess, cell: AffectedCell): Promise<SimulatedPrincipal> {
  const { databaseUser, principalLabel: principal } = cell
  const target = access.inventory.targets.find(({ resourceId }) => resourceId === cell.resourceId)
  if (!target) throw new AppError('notFound', `${cell.target} is not among the targets as read now.`)
  const resource = connectArn(target, columnFor(access, target, databaseUser).witness)
  const [said] = (await askSimulator(access, target, cell.principalArn, [resource])).answers
  if (!said) throw new AppError('unavailable', 'The AWS policy simulator gave no decision. Ask it again.')
  const { index } = findPrincipal(access, cell.principalArn)
  return { ...besideOurs(access, index, resource, said), principal, databaseUser, target: target.name }
}
