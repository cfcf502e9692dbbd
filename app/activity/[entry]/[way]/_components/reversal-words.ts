import { formatCount } from '@/lib/format'
import { permissionsEnd } from '@/lib/grants/after-change'
import type { PlanStep } from '@/lib/grants/grant-plan'
import type { ReversalKind } from '@/lib/grants/steps/step-progress'
import type { Capability } from '@/lib/operator/operator'

export const KIND_OF: ReadonlyMap<string, ReversalKind> = new Map([
  ['undo', 'undo'],
  ['finish', 'finish'],
  ['take-back', 'takeBack'],
])

interface KindWords {
  /** `Undo entry 12` */
  title: string
  busy: string
  nothing: string
  done: string
  cannot: string
}

/** Why the button cannot be pressed, as its label. */
export const MAY_NOT: Partial<Record<Capability, string>> = {
  grant: 'This server does not change policies',
  modify: 'This server does not switch IAM authentication',
  users: 'This server does not change database users',
}

export const WORDS: Record<ReversalKind, KindWords> = {
  undo: {
    title: 'Undo',
    busy: 'Undoing',
    nothing: 'Nothing was undone.',
    done: 'The change is undone',
    cannot: 'This entry cannot be undone',
  },
  finish: {
    title: 'Finish',
    busy: 'Finishing',
    nothing: 'Nothing was finished.',
    done: 'The change is finished',
    cannot: 'This entry cannot be finished',
  },
  takeBack: {
    title: 'Take back',
    busy: 'Taking back',
    nothing: 'Nothing was taken back.',
    done: 'The change is taken back',
    cannot: 'This entry cannot be taken back',
  },
}

interface Counts {
  added: number
  removed: number
  changed: number
}

/** `Undo, 3 permissions to connect end`. */
export function reversalLabel(kind: ReversalKind, { added, removed }: Counts): string {
  const parts = [
    ...(removed > 0 ? [permissionsEnd(removed)] : []),
    ...(added > 0 ? [`${formatCount(added, 'connection')} ${added === 1 ? 'opens' : 'open'}`] : []),
  ]
  return [WORDS[kind].title, ...parts].join(', ')
}

/** As the label of the button; null: nothing stands in the way. */
export function stoppedLabel({
  steps,
  conflicts,
  forGood,
  problems,
}: {
  steps: readonly unknown[]
  conflicts: readonly unknown[]
  forGood: string | null
  problems: readonly unknown[]
}): string | null {
  if (forGood !== null) return 'Cannot be taken back'
  if (conflicts.length > 0) return 'Changed by somebody else since'
  if (steps.length === 0) return 'Nothing is left to do'
  return problems.length > 0 ? 'Not possible now' : null
}

/** `eng-access on role/data-analyst`: the policy that a step is about, and whose it is. */
export function policyOf({ call: { input }, subject }: PlanStep): string {
  const name = String(input.PolicyName ?? input.PolicyArn ?? '')
    .split('/')
    .at(-1)
  return name && name !== subject ? `${name} on ${subject}` : subject
}
