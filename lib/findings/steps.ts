import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { memoizePerAccess } from '@/lib/access/decide/memoize-per-access'

/** Long work in short steps: every yield is a pause in which something else may run; the answer comes at the end. */
export type Steps<Answer> = Generator<undefined, Answer, undefined>

/** All of it at once. */
export function finish<Answer>(steps: Steps<Answer>): Answer {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/**
 * Derives a value once per compiled access, in steps that all who ask share: whoever comes second goes on where the
 * first has stopped. An error ends the work as well, for all of them: steps that threw never give a value.
 */
export function memoizeStepsPerAccess<Value>(name: string, derive: (access: CompiledAccess) => Steps<Value>) {
  const started = memoizePerAccess(name, access => ({
    steps: derive(access),
    outcome: undefined as (() => Value) | undefined,
  }))
  return function* (access: CompiledAccess): Steps<Value> {
    const work = started(access)
    for (;;) {
      work.outcome ??= outcomeOf(work.steps)
      if (work.outcome) return work.outcome()
      yield
    }
  }
}

/** How the work ended, if this step was its last. */
function outcomeOf<Value>(steps: Steps<Value>): (() => Value) | undefined {
  try {
    const { done, value } = steps.next()
    return done ? () => value : undefined
  } catch (error) {
    return () => {
      throw error
    }
  }
}
