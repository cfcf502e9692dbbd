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
 * first has stopped.
 */
export function memoizeStepsPerAccess<Value>(name: string, derive: (access: CompiledAccess) => Steps<Value>) {
  const started = memoizePerAccess(name, access => ({
    steps: derive(access),
    value: undefined as Value | undefined,
  }))
  return function* (access: CompiledAccess): Steps<Value> {
    const work = started(access)
    while (work.value === undefined) {
      const step = work.steps.next()
      if (step.done) work.value = step.value
      else yield
    }
    return work.value
  }
}
