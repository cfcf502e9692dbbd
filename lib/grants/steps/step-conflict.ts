import { afterStep } from './after-step'
import type { FactState } from './fact'
import type { ReversalKind, StepProgress } from './reversal-plan'
import { defaultText } from './step-state'

/** What somebody else has made of a thing since the change. */
export interface StepConflict {
  subject: string
  sentence: string
  /** The document that the change left, and the one that stands now; both null where it is about no document. */
  left: string | null
  found: string | null
}

/** Null: nobody was there since. */
export function stepConflict(
  one: StepProgress,
  all: readonly StepProgress[],
  kind: ReversalKind,
): StepConflict | null {
  const { step, before, now, state } = one
  const subject = step.subject
  if (state === 'changed') {
    const [left, found] = [textOf(afterStep(step, before)), textOf(now)]
    const sentence =
      found === null ? `${subject} is gone.` : `${subject} reads otherwise than after this change.`
    return { subject, sentence, left, found }
  }
  if (kind === 'finish' || state !== 'done' || step.call.action !== 'CreatePolicy' || now.kind !== 'policy')
    return null
  const own = all.filter(({ step: { call }, state: each }) => {
    return each === 'done' && call.action.startsWith('Attach') && call.input.PolicyArn === step.locks
  })
  const others = (now.policy?.attachmentCount ?? 0) - own.length
  if (others > 0) {
    const who = others === 1 ? 'somebody else' : `${others} others`
    return { subject, sentence: `${subject} is attached to ${who} since.`, left: null, found: null }
  }
  if ((now.policy?.versions.length ?? 0) > 1)
    return { subject, sentence: `${subject} has got further versions since.`, left: null, found: null }
  return null
}

function textOf(state: FactState): string | null {
  if (state.kind === 'inline') return state.text
  return state.kind === 'policy' ? defaultText(state.policy) : null
}
