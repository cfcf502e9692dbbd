import type { Inventory } from './inventory'
import { policyStates } from './policy-state'
import type { KeptAnswer, SimulatedCell } from './simulated-cell'

const keyOf = ({ principalArn, resource }: KeptAnswer) => `${principalArn}\n${resource}`

/** The newest answer for each cell. */
export function newestAnswers(...lists: readonly (readonly KeptAnswer[])[]): KeptAnswer[] {
  const newest = new Map<string, KeptAnswer>()
  for (const answer of lists.flat()) {
    const key = keyOf(answer)
    const known = newest.get(key)
    if (known && known.askedAt > answer.askedAt) continue
    // The newest stands last: what a limit cuts off is old.
    newest.delete(key)
    newest.set(key, answer)
  }
  return [...newest.values()]
}

/** At most so many, the newest; a no of the organisation, which decides a verdict, before what decides none. */
export function mostTelling(answers: readonly KeptAnswer[], most: number): KeptAnswer[] {
  if (answers.length <= most) return [...answers]
  const harmless = answers.filter(({ organizationAllows }) => organizationAllows !== false)
  const dropped = new Set(harmless.slice(0, answers.length - most))
  return answers.filter(answer => !dropped.has(answer)).slice(-most)
}

/** The reading with what AWS said of its cells. A plan for this account keeps them: no plan changes the organisation. */
export function withAnswers(inventory: Inventory, answers: readonly KeptAnswer[]): Inventory {
  if (answers.length === 0 && inventory.simulated.length === 0) return inventory
  const principals = new Map(inventory.principals.map(principal => [principal.arn, principal]))
  const stateOf = policyStates(inventory)
  const simulated = newestAnswers(answers).flatMap((answer): SimulatedCell[] => {
    const principal = principals.get(answer.principalArn)
    if (!principal) return []
    return [{ ...answer, current: answer.policyState === stateOf(principal) }]
  })
  return { ...inventory, simulated }
}

type ByResource = ReadonlyMap<string, SimulatedCell>

const indexes = new WeakMap<Inventory['simulated'], Map<string, Map<string, SimulatedCell>>>()

/** What AWS said of one principal, by connect ARN. */
export function answersOf({ simulated }: Pick<Inventory, 'simulated'>, principalArn: string): ByResource {
  const known = indexes.get(simulated)
  if (known) return known.get(principalArn) ?? NONE
  const index = new Map<string, Map<string, SimulatedCell>>()
  for (const cell of simulated) {
    const own = index.get(cell.principalArn) ?? new Map<string, SimulatedCell>()
    index.set(cell.principalArn, own.set(cell.resource, cell))
  }
  indexes.set(simulated, index)
  return index.get(principalArn) ?? NONE
}

const NONE: ByResource = new Map()
