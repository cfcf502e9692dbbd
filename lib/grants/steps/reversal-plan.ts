import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { AccessChange } from '@/lib/access/model/access-change'
import { digestOf } from '@/lib/access/model/digest'
import { asOf } from '@/lib/access/reading/as-of'
import type { SwitchPlan } from '@/lib/access/switch/iam-auth'
import { SESSIONS_STAY } from '../after-change'
import { grantCounts } from '../effect'
import type { GrantPlan, PlanNote, PlanStep, SqlWork } from '../grant-plan'
import { nothingElse } from '../nothing-else'
import { afterStep } from './after-step'
import { effectOfFacts } from './effect-of-facts'
import { type Fact, type FactState, type FactStates, factKey, factOf, userLabel } from './fact'
import { reverseStep } from './reverse-step'
import { type StepConflict, stepConflict } from './step-conflict'
import type { RecordedStep, ReversalKind, StepProgress } from './step-progress'
import { defaultText, stepState } from './step-state'
import { calledAsNow } from './switch-step'
import { linesAsText, onlyEndsSessions, withoutSessions } from './user-lines'

export interface ReversalDocument {
  policyName: string
  before: string | null
  after: string | null
}

/** The exact steps from the account as it is now to the end, or the beginning, of a change. */
export interface ReversalPlan {
  kind: ReversalKind
  progress: StepProgress[]
  steps: PlanStep[]
  documents: ReversalDocument[]
  effect: AccessChange[]
  counts: GrantPlan['counts']
  notes: PlanNote[]
  /** What somebody else has changed since; with any of these nothing is done. */
  conflicts: StepConflict[]
  /** Why it can never be taken back; null: it can. */
  forGood: string | null
  problems: string[]
  /** Over the steps and everything read. */
  digest: string
  asOf: string
}

export interface ReversalQuestion {
  kind: ReversalKind
  recorded: readonly RecordedStep[]
  now: FactStates
  access: CompiledAccess
  /** For a step that turns the switch: its own plan, with its checks. */
  switchPlan: SwitchPlan | null
}

export function progressOf(recorded: readonly RecordedStep[], now: FactStates): StepProgress[] {
  return recorded.map(({ step, before }) => {
    const found = now.get(factKey(factOf(step))) ?? before
    return { step, before, now: found, state: stepState(step, before, found) }
  })
}

/** Against the account as it is now: what stands as the change left it is taken back, what somebody touched is a conflict. */
export function planReversal({ kind, recorded, now, access, switchPlan }: ReversalQuestion): ReversalPlan {
  const progress = progressOf(recorded, now)
  const wanted = kind === 'finish' ? stepsLeft(progress) : stepsBack(progress)
  const steps = switchPlan ? wanted.map(step => calledAsNow(step, switchPlan)) : wanted
  const facts = factsAfter(steps, now)
  const effect = [...effectOfFacts(access, facts), ...(switchPlan?.effect ?? [])]
  const conflicts = progress.flatMap(one => stepConflict(one, progress, kind) ?? [])
  const forGood = kind === 'finish' ? null : neverBack(progress)
  const problems =
    forGood !== null ? [forGood] : conflicts.length > 0 ? [CONFLICT] : problemsOf(steps, switchPlan)
  const documents = facts.flatMap(one => documentOf(one, now))
  const digest = digestOf({
    kind,
    steps: steps.map(step => step.call),
    now: [...now].map(lasting).sort(([left], [right]) => (left < right ? -1 : 1)),
    effect,
    problems,
    switch: switchPlan?.digest ?? null,
  })
  const counts = grantCounts(effect)
  const notes = notesOf(kind, steps, effect, switchPlan, access)
  return {
    kind,
    progress,
    steps,
    documents,
    effect,
    counts,
    notes,
    conflicts,
    forGood,
    problems,
    digest,
    asOf: asOf(access.inventory),
  }
}

/** A step that is done and that nothing undoes; ended sessions are no loss that anybody asks back. */
function neverBack(progress: readonly StepProgress[]): string | null {
  const step = progress.find(({ step: { sql }, state }) => state === 'done' && sql && isForGood(sql))?.step
  return step ? `${step.title} cannot be taken back. ${step.sql?.undoNote ?? ''}`.trim() : null
}

const isForGood = (work: SqlWork) => work.undo === null && !onlyEndsSessions(work)

/** People sign in and leave while somebody reads the plan. */
const lasting = ([key, state]: [string, FactState]): [string, FactState] =>
  state.kind === 'databaseUser' ? [key, { ...state, lines: withoutSessions(state.lines) }] : [key, state]

const CONFLICT = 'Somebody changed this since, so it is not written over. Look at the difference below.'

const stepsLeft = (progress: readonly StepProgress[]) =>
  progress.filter(({ state }) => state === 'undone').map(({ step }) => step)

function stepsBack(progress: readonly StepProgress[]): PlanStep[] {
  const back = progress
    .filter(({ state }) => state === 'done')
    .toReversed()
    .flatMap(({ step, before, now }) => reverseStep(step, before, now))
  // Two steps that made versions with one text would both remove both.
  const removals = new Map(back.filter(isRemoval).map(step => [JSON.stringify(step.call), step]))
  return back.filter(step => !isRemoval(step) || removals.get(JSON.stringify(step.call)) === step)
}

const isRemoval = ({ call }: PlanStep) => call.action === 'DeletePolicyVersion'

interface FactAfter {
  fact: Fact
  state: FactState
}

/** Each fact as it will read, the steps taken one after the other. */
function factsAfter(steps: readonly PlanStep[], now: FactStates): FactAfter[] {
  const after = new Map<string, FactAfter>()
  for (const step of steps) {
    const fact = factOf(step)
    const key = factKey(fact)
    const state = after.get(key)?.state ?? now.get(key)
    if (state) after.set(key, { fact, state: afterStep(step, state) })
  }
  return [...after.values()]
}

function documentOf({ fact, state }: FactAfter, now: FactStates): ReversalDocument[] {
  const was = now.get(factKey(fact))
  if (fact.kind === 'inline' && state.kind === 'inline' && was?.kind === 'inline')
    return [{ policyName: fact.policyName, before: was.text, after: state.text }]
  if (fact.kind === 'databaseUser' && state.kind === 'databaseUser' && was?.kind === 'databaseUser')
    return [{ policyName: userLabel(fact), before: linesAsText(was.lines), after: linesAsText(state.lines) }]
  if (fact.kind !== 'policy' || state.kind !== 'policy' || was?.kind !== 'policy') return []
  const [before, after] = [defaultText(was.policy), defaultText(state.policy)]
  const policyName = state.policy?.name ?? was.policy?.name ?? fact.policyArn
  return before === after ? [] : [{ policyName, before, after }]
}

/** What the records put in the place of a text that looks like a token. */
const REDACTED = '[redacted]'

function problemsOf(steps: readonly PlanStep[], plan: SwitchPlan | null): string[] {
  if (steps.length === 0) return ['Nothing of it is left to do: AWS shows it so already.']
  if (JSON.stringify(steps.map(({ call }) => call.input)).includes(REDACTED))
    return [
      'The text that stood before holds something that looks like a token, so it was not kept. Put it back by hand.',
    ]
  if (!plan) return []
  const blocks = plan.checks.filter(check => check.outcome === 'block')
  const now = steps.some(({ call }) => call.input.ApplyImmediately === true)
  return [
    ...blocks.map(({ title, detail }) => `${title}. ${detail}`),
    ...(now && plan.restarts
      ? [
          'Applying now would also apply other changes that wait and may restart the database. Use the switch of the target, which shows them.',
        ]
      : []),
  ]
}

function notesOf(
  kind: ReversalKind,
  steps: readonly PlanStep[],
  effect: readonly AccessChange[],
  switchPlan: SwitchPlan | null,
  { inventory }: CompiledAccess,
): PlanNote[] {
  if (steps.length === 0) return []
  const nothing = effect.length === 0 ? 'No connection changes' : 'Nothing else changes'
  const notes = [nothingElse(nothing, 'Every target was evaluated again.', inventory)]
  if (grantCounts(effect).removed > 0) notes.push({ tone: 'info', text: SESSIONS_STAY })
  if (kind !== 'finish' && steps.some(({ call }) => call.input.SetAsDefault === false))
    notes.push({
      tone: 'info',
      text: 'A spare version that was deleted comes back under a new id: IAM gives no id twice.',
    })
  return [...notes, ...(switchPlan ? switchNotes(steps, switchPlan) : [])]
}

/** What the dialog of the switch says beside its effect. */
function switchNotes(steps: readonly PlanStep[], { checks, desired, before }: SwitchPlan): PlanNote[] {
  const now = steps.some(({ call }) => call.input.ApplyImmediately === true)
  const when = now ? 'now' : 'in the maintenance window'
  const begun = before !== 'on' && before !== 'off'
  return [
    {
      tone: 'info',
      text: begun
        ? `IAM authentication is on its way to the other state; it goes back to ${desired}, ${when}.`
        : `IAM authentication is turned ${desired}, ${when}.`,
    },
    ...checks
      .filter(({ outcome }) => outcome === 'warn' || outcome === 'unknown')
      .map(({ title, detail }): PlanNote => ({ tone: 'warn', text: `${title}. ${detail}` })),
  ]
}
