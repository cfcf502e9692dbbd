import type { MatrixColumn } from '@/lib/access/decide/columns'
import type { Organization } from '@/lib/access/model/organization'
import type { Principal } from '@/lib/access/model/principal'
import type { Target } from '@/lib/access/model/target'
import type { LayerExplanation, PolicySource } from '@/lib/iam/index'
import { databaseUserStep, iamSwitchStep, proxyHopStep } from './path-gates'
import { boundaryStep, identityStep, organizationStep, sessionStep } from './path-policies'
import type { PathBlock, PathStep } from './path-step'

export interface PathQuestion {
  organization: Organization
  sources: ReadonlyMap<string, PolicySource>
  target: Target
  principal: Principal
  column: MatrixColumn
  layers: readonly LayerExplanation[]
  /** The policies say no. */
  refused: boolean
  /** SCPs are unread, and AWS's policy simulator said that they refuse it. */
  refusedByAws: boolean
  databaseRead: boolean
}

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
