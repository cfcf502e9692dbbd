import type { PlanStep } from '@/lib/grants/grant-plan'
import type { FactState } from './fact'
import type { StepState } from './step-state'

/** `undo`: a change that was carried out. `finish`, `takeBack`: one that was interrupted. */
export type ReversalKind = 'undo' | 'finish' | 'takeBack'

/** A step of a change as it was announced. */
export interface RecordedStep {
  step: PlanStep
  /** What its fact said before the whole change. */
  before: FactState
}

/** How far a change has got, from what AWS says now. */
export interface StepProgress extends RecordedStep {
  state: StepState
  now: FactState
}
