import type { AwsCall } from '@/lib/access/switch/iam-auth'
import type { PlanStep, SqlWork } from '../grant-plan'
import { afterStep } from './after-step'
import type { FactState } from './fact'
import type { ReversalKind, StepProgress } from './step-progress'
import { defaultText } from './step-state'
import { linesAfter, linesAsText, onlyEndsSessions, withoutSessions } from './user-lines'

/** What somebody else has made of a thing since the change. */
export interface StepConflict {
  subject: string
  sentence: string
  /** The document to compare, and the one that stands now; both null where it is about no document. */
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
  return kind === 'finish' || state !== 'done' ? null : conflictBehind(one, all)
}

/** The thing itself reads as it was left, but what taking it back would take along, or needs, is not as it was. */
function conflictBehind(one: StepProgress, all: readonly StepProgress[]): StepConflict | null {
  const done = all.filter(({ state, step }) => state === 'done' && touches(step, one.step.locks))
  if (one.step.sql) return userConflict(one, one.step.sql, done)
  const own = done.map(({ step }) => step.call)
  switch (one.step.call.action) {
    case 'CreatePolicy':
      return usedByOthers(one, own)
    case 'CreatePolicyVersion':
    case 'SetDefaultPolicyVersion':
      return formerGone(one, own)
    default:
      return null
  }
}

const touches = ({ call, locks }: PlanStep, arn: string) => locks === arn || call.input.PolicyArn === arn

function usedByOthers(
  { step: { subject }, now }: StepProgress,
  own: readonly AwsCall[],
): StepConflict | null {
  if (now.kind !== 'policy' || !now.policy) return null
  const mine = (verb: string) => own.filter(({ action }) => action.startsWith(verb)).length
  const others = now.policy.attachmentCount - mine('Attach')
  const who = others === 1 ? 'somebody else' : `${others} others`
  if (others > 0) return saying(subject, `${subject} is attached to ${who} since.`)
  if (now.policy.versions.length <= 1 + mine('CreatePolicyVersion')) return null
  return saying(subject, `${subject} has got further versions since.`)
}

/** A user who was made is dropped with all that others gave since, so that must be nothing. */
function userConflict(
  { step: { subject }, before, now }: StepProgress,
  work: SqlWork,
  done: readonly StepProgress[],
): StepConflict | null {
  if (onlyEndsSessions(work)) return null
  if (before.kind !== 'databaseUser' || before.lines !== null || now.kind !== 'databaseUser') return null
  const left = done.reduce<string[] | null>(
    (lines, { step: { sql } }) => (sql ? linesAfter(sql, lines) : lines),
    null,
  )
  const since = (withoutSessions(now.lines) ?? []).filter(line => !left?.includes(line))
  if (since.length === 0) return null
  const sentence = `${subject} has got more since: ${since.join(', ')}.`
  return { subject, sentence, left: linesAsText(left), found: textOf(now) }
}

const saying = (subject: string, sentence: string) => ({ subject, sentence, left: null, found: null })

/** Spare versions are what people clear away; the text that stood before would come back with no version to return to. */
function formerGone(
  { step: { subject }, before, now }: StepProgress,
  own: readonly AwsCall[],
): StepConflict | null {
  if (now.kind !== 'policy' || before.kind !== 'policy' || !now.policy || !before.policy) return null
  const { defaultVersionId: former } = before.policy
  const kept = now.policy.versions.some(({ id }) => id === former)
  if (kept || own.some(({ action, input }) => action === 'DeletePolicyVersion' && input.VersionId === former))
    return null
  const sentence = `${former} of ${subject}, which stood before this change, was deleted since.`
  return { subject, sentence, left: defaultText(before.policy), found: defaultText(now.policy) }
}

function textOf(state: FactState): string | null {
  if (state.kind === 'inline') return state.text
  if (state.kind === 'databaseUser') return linesAsText(state.lines)
  return state.kind === 'policy' ? defaultText(state.policy) : null
}
