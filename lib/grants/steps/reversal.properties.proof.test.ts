import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { changes } from '@/lib/grants/testing/generated-changes'
import { inventory } from '@/lib/grants/testing/sample-account'
import type { TinyIam } from '@/lib/grants/testing/tiny-iam'
import type { PlanStep } from '../grant-plan'
import { factKey, factOf } from './fact'
import { planReversal } from './reversal-plan'
import type { RecordedStep, ReversalKind } from './step-progress'
import { stepState } from './step-state'

/** What it does to cells is tested beside effectOfFacts. */
const access = compileAccess(inventory({ principals: [] }))
const runs = { numRuns: 200 }

function recordedIn(iam: TinyIam, steps: readonly PlanStep[]): RecordedStep[] {
  return steps.map(step => ({ step, before: iam.read(factOf(step)) }))
}

function reversalOf(iam: TinyIam, recorded: readonly RecordedStep[], kind: ReversalKind) {
  const now = iam.readAll(recorded.map(({ step }) => step))
  return planReversal({ kind, recorded, now, access, switchPlan: null })
}

function taken(iam: TinyIam, steps: readonly PlanStep[]): TinyIam {
  for (const step of steps) iam.take(step)
  return iam
}

function reversed(iam: TinyIam, recorded: readonly RecordedStep[], kind: ReversalKind): PlanStep[] {
  const { steps, conflicts } = reversalOf(iam, recorded, kind)
  expect(conflicts).toEqual([])
  taken(iam, steps)
  return steps
}

describe('any change', { timeout: 60_000 }, () => {
  it('is undone before its call and done after it, each step', () => {
    fc.assert(
      fc.property(changes, ({ iam: account, steps }) => {
        const iam = account.copy()
        const recorded = recordedIn(iam, steps)
        for (const { step, before } of recorded) {
          expect(stepState(step, before, iam.read(factOf(step)))).toBe('undone')
          iam.take(step)
          expect(stepState(step, before, iam.read(factOf(step)))).toBe('done')
        }
      }),
      runs,
    )
  })

  it('is given back to the byte by its undo, and made again by the undo of that', () => {
    fc.assert(
      fc.property(changes, ({ iam: account, steps }) => {
        const iam = account.copy()
        const before = iam.snapshot()
        const recorded = recordedIn(iam, steps)
        const after = taken(iam, steps).snapshot()
        const undo = reversalOf(iam, recorded, 'undo')
        const undone = recordedIn(iam, undo.steps)
        reversed(iam, recorded, 'undo')
        expect(iam.snapshot()).toEqual(before)
        const redone = recordedIn(iam, reversalOf(iam, undone, 'undo').steps)
        reversed(iam, undone, 'undo')
        expect(iam.snapshot()).toEqual(after)
        reversed(iam, redone, 'undo')
        expect(iam.snapshot()).toEqual(before)
      }),
      runs,
    )
  })

  it('is finished or taken back from wherever it stopped', () => {
    fc.assert(
      fc.property(changes, fc.nat(), ({ iam: account, steps }, stop) => {
        const iam = account.copy()
        const before = iam.snapshot()
        const recorded = recordedIn(iam, steps)
        const after = taken(iam.copy(), steps).snapshot()
        const stopped = taken(iam, steps.slice(0, stop % (steps.length + 1)))
        const other = stopped.copy()
        reversed(stopped, recorded, 'finish')
        expect(stopped.snapshot()).toEqual(after)
        reversed(other, recorded, 'takeBack')
        expect(other.snapshot()).toEqual(before)
      }),
      runs,
    )
  })

  it('has an undo that is itself finished or taken back from wherever it stopped', () => {
    fc.assert(
      fc.property(changes, fc.nat(), ({ iam: account, steps }, stop) => {
        const iam = account.copy()
        const before = iam.snapshot()
        const recorded = recordedIn(iam, steps)
        const after = taken(iam, steps).snapshot()
        const undo = reversalOf(iam, recorded, 'undo').steps
        const undoing = recordedIn(iam, undo)
        const stopped = taken(iam, undo.slice(0, stop % (undo.length + 1)))
        const other = stopped.copy()
        reversed(stopped, undoing, 'finish')
        expect(stopped.snapshot()).toEqual(before)
        reversed(other, undoing, 'takeBack')
        expect(other.snapshot()).toEqual(after)
      }),
      runs,
    )
  })

  it('is not written over where somebody rewrote a document since', () => {
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [], Id: 'by somebody else' })
    fc.assert(
      fc.property(changes, fc.nat(), ({ iam: account, steps }, pick) => {
        const iam = account.copy()
        const recorded = recordedIn(iam, steps)
        taken(iam, steps)
        const texts = recorded.filter(({ step }) => /^(inline|policy)/.test(factKey(factOf(step))))
        const chosen = texts[pick % Math.max(1, texts.length)]
        fc.pre(chosen !== undefined && rewrite(iam, chosen.step, document))
        const { conflicts, problems } = reversalOf(iam, recorded, 'undo')
        expect(conflicts.map(({ found }) => found)).toContain(document)
        expect(problems.length).toBeGreaterThan(0)
        const interrupted = reversalOf(iam, recorded, 'finish')
        expect(interrupted.conflicts.length).toBeGreaterThan(0)
      }),
      runs,
    )
  })
})

/** False: it is a version that nobody reads. */
function rewrite(iam: TinyIam, step: PlanStep, document: string): boolean {
  const fact = factOf(step)
  if (fact.kind === 'inline') iam.inline.set(factKey(fact), { fact, text: document })
  if (fact.kind !== 'policy') return true
  const policy = iam.policies.get(fact.policyArn)
  const version = policy?.versions.find(({ id }) => id === policy.defaultVersionId)
  if (!policy || !version || step.call.action === 'DeletePolicyVersion') return false
  policy.versions = policy.versions.filter(one => one !== version)
  policy.defaultVersionId = `v${policy.nextVersion++}`
  policy.versions.push({ id: policy.defaultVersionId, text: document })
  return true
}
