import { databaseUserStep, iamSwitchStep, proxyHopStep } from './path-gates'
import { boundaryStep, identityStep, organizationStep, sessionStep } from './path-policies'
import type { PathQuestion } from './path-question'
import type { PathBlock, PathStep } from './path-step'

const STEPS = [
  identityStep,
  boundaryStep,
  organizationStep,
  sessionStep,
  iamSwitchStep,
  proxyHopStep,
  databaseUserStep,
]

/** Everything that must let a cell through, always in this order, and all of it asked even after a no. */
export function accessPath(question: PathQuestion): PathStep[] {
  return STEPS.map(ask => ask(question))
}

/** What stands in the path one by one: of the organisation policies, their levels. */
export function blocksOf(path: readonly PathStep[]): PathBlock[] {
  return path.flatMap((step): PathBlock[] => (step.levels.length > 0 ? step.levels : [step]))
}
