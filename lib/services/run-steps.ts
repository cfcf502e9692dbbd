import 'server-only'
import { fromAws } from '@/lib/aws/errors'
import type { AppError } from '@/lib/errors'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { writeStep } from '@/lib/services/write-step'

export interface StepsDone {
  done: { title: string; subject: string; requestId: string | null }[]
  notDone: { title: string; subject: string; error: string; answer: string | null }[]
  /** What stopped it. */
  failure: AppError | null
}

/** One call after the other; after the first that fails, none. */
export async function runSteps(steps: readonly PlanStep[]): Promise<StepsDone> {
  const done: StepsDone['done'] = []
  const notDone: StepsDone['notDone'] = []
  let failure: AppError | null = null
  for (const step of steps) {
    const { title, subject } = step
    if (failure) {
      notDone.push({ title, subject, error: 'Not tried: an earlier step failed.', answer: null })
      continue
    }
    try {
      const { requestId } = await writeStep(step)
      done.push({ title, subject, requestId })
    } catch (error) {
      failure = fromAws(error, { action: `iam:${step.call.action}`, doing: `${title} ${subject}` })
      notDone.push({ title, subject, error: failure.message, answer: failure.answer })
    }
  }
  return { done, notDone, failure }
}
