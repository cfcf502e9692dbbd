import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import type { Account } from '@/lib/account'
import { fromAws } from '@/lib/aws/aws-failure'
import { AppError } from '@/lib/errors'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { type FactState, factOf } from '@/lib/grants/steps/fact'
import { stepState } from '@/lib/grants/steps/step-state'
import { log } from '@/lib/log/log'
import { readFact } from '@/lib/services/changes/read-facts'
import { writeStep } from '@/lib/services/changes/write-step'

/** `unknown`: the call may have been carried out, and AWS could not be asked, or does not show it yet. */
export type StepEnd = 'done' | 'undone' | 'unknown'

export interface StepTaken {
  end: StepEnd
  requestId: string | null
  /** Null where nothing went wrong. */
  failure: AppError | null
  /** What its fact says after it; null where that could not be read. */
  now: FactState | null
}

/** IAM is eventually consistent: an answer from before the write is asked for again, in all for some eight seconds. */
const LOOKS_AFTER_MS = [0, 150, 300, 600, 1_000, 2_000, 4_000]

/** One call to AWS, and a look at what stands afterwards: only that says whether it is done. */
export async function takeStep(account: Account, step: PlanStep, before: FactState): Promise<StepTaken> {
  const doing = `${step.title} ${step.subject}`
  try {
    const { requestId } = await writeStep(account, step)
    // Right after a modify RDS may still show the old state, so its answer is the proof.
    if (step.call.service === 'rds') return { end: 'done', requestId, failure: null, now: null }
    return { requestId, ...(await lookBack(account, step, before)) }
  } catch (error) {
    const failure = fromAws(account, error, { action: `${step.call.service}:${step.call.action}`, doing })
    return afterFailure(account, step, before, failure)
  }
}

async function lookBack(
  account: Account,
  step: PlanStep,
  before: FactState,
): Promise<Pick<StepTaken, 'end' | 'failure' | 'now'>> {
  try {
    const { isDone, now } = await look(account, step, before, LOOKS_AFTER_MS)
    if (isDone) return { end: 'done', failure: null, now }
    // An accepted call that nobody wrote over is not undone because IAM is late to show it.
    return stepState(step, before, now) === 'undone'
      ? { end: 'unknown', failure: notShown(step), now: null }
      : { end: 'undone', failure: overwritten(step), now }
  } catch (error) {
    log.warn({ err: error, step: step.title }, 'what was written could not be read back')
    return { end: 'done', failure: null, now: null }
  }
}

async function look(account: Account, step: PlanStep, before: FactState, looks: readonly number[]) {
  let now = before
  for (const afterMs of looks) {
    await wait(afterMs)
    now = await readFact(account, factOf(step))
    if (stepState(step, before, now) === 'done') return { isDone: true, now }
  }
  return { isDone: false, now }
}

function notShown({ subject, title, sql }: PlanStep): AppError {
  const stays =
    'Nothing further was done. Its entry in Activity stays open: Gatehouse looks again, and closes it or offers to finish it or take it back.'
  // PostgreSQL manual, "REVOKE": what somebody else granted is theirs to revoke, and that is no error.
  const what = sql
    ? `The database accepted ${title}, and ${subject} still reads as before: what somebody else granted is not taken by it.`
    : `AWS accepted ${title} and still shows ${subject} as before, so it may come into force any moment.`
  return new AppError('unavailable', `${what} ${stays}`)
}

function overwritten({ subject, title }: PlanStep): AppError {
  return new AppError(
    'conflict',
    `${subject} does not read as ${title} left it: somebody else wrote it at the same moment. Nothing further was done. Look at it again and decide anew.`,
  )
}

/** A refusal is certain; a lost answer says nothing, so AWS is asked what became of it, as long as after an answer. */
async function afterFailure(
  account: Account,
  step: PlanStep,
  before: FactState,
  failure: AppError,
): Promise<StepTaken> {
  const { requestId, code } = failure
  const isRefused = code === 'accessDenied' || code === 'invalid' || (step.sql && code === 'conflict')
  try {
    const { isDone, now } = await look(account, step, before, isRefused ? [0] : LOOKS_AFTER_MS)
    if (isDone) return { end: 'done', requestId, failure: null, now }
    // Of statements without a transaction some may stand: that is neither done nor undone.
    const isHalf = step.sql?.inTransaction === false && stepState(step, before, now) === 'changed'
    return { end: isHalf ? 'unknown' : 'undone', requestId, failure, now }
  } catch (error) {
    log.warn({ err: error, step: step.title }, 'what became of a call could not be read')
    return { end: isRefused ? 'undone' : 'unknown', requestId, failure, now: null }
  }
}
