import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { createPolicy, onAttachment, onInline, TEXTS } from '@/lib/grants/testing/generated-changes'
import { ROLES, TinyIam } from '@/lib/grants/testing/tiny-iam'
import type { PlanStep } from '../grant-plan'
import { ownerOf, type PolicyOwner } from '../policy-steps'
import { factOf } from './fact'
import { planReversal } from './reversal-plan'
import type { ReversalKind } from './step-progress'

const [first = '', second = ''] = TEXTS
const [analyst, worker] = ROLES.map(({ arn }) => ownerOf(arn)) as [PolicyOwner, PolicyOwner]
const grant = [
  createPolicy('orders', first),
  onAttachment('Attach', analyst, 'orders'),
  onAttachment('Attach', worker, 'orders'),
]

/** A change of which the first so many steps were done. */
function stoppedAfter(done: number, steps: readonly PlanStep[] = grant) {
  const iam = new TinyIam()
  const recorded = steps.map(step => ({ step, before: iam.read(factOf(step)) }))
  for (const step of steps.slice(0, done)) iam.take(step)
  const plan = (kind: ReversalKind) => {
    const access = compileAccess(iam.inventory())
    return planReversal({ kind, recorded, now: iam.readAll(steps), access, switchPlan: null })
  }
  return { iam, plan }
}

const titlesOf = ({ steps }: { steps: PlanStep[] }) => steps.map(({ title }) => title)

describe('planReversal', () => {
  it('goes back in the opposite order, and says whom it takes what', () => {
    const undo = stoppedAfter(3).plan('undo')
    expect(titlesOf(undo)).toEqual(['DetachRolePolicy', 'DetachRolePolicy', 'DeletePolicy'])
    expect(undo.counts).toMatchObject({ added: 0, removed: 2 })
    expect(undo.effect.map(({ principal, after }) => [principal, after])).toEqual([
      ['role/analyst', 'noAccess'],
      ['role/worker', 'noAccess'],
    ])
    expect(undo.documents).toEqual([{ policyName: 'orders', before: first, after: null }])
    expect([undo.problems, undo.conflicts]).toEqual([[], []])
  })

  it('goes on, or back, from where it stopped', () => {
    const { plan } = stoppedAfter(2)
    expect(titlesOf(plan('finish'))).toEqual(['AttachRolePolicy'])
    expect(plan('finish').counts).toMatchObject({ added: 1, removed: 0 })
    expect(titlesOf(plan('takeBack'))).toEqual(['DetachRolePolicy', 'DeletePolicy'])
  })

  it('has nothing left to do once AWS shows it so already', () => {
    expect(stoppedAfter(3).plan('finish').problems).toEqual([
      'Nothing of it is left to do: AWS shows it so already.',
    ])
    expect(stoppedAfter(0).plan('takeBack').problems).toHaveLength(1)
  })

  it('binds to everything that was read: another edit, another digest', () => {
    const { iam, plan } = stoppedAfter(3)
    const { digest } = plan('undo')
    expect(plan('undo').digest).toBe(digest)
    expect(plan('takeBack').digest).not.toBe(digest)
    iam.take(onAttachment('Detach', worker, 'orders'))
    expect(plan('undo').digest).not.toBe(digest)
  })

  it('with a conflict it says so and is not to be carried out', () => {
    const { iam, plan } = stoppedAfter(1, [onInline('Put', analyst, 'one', first)])
    iam.take(onInline('Put', analyst, 'one', second))
    expect(plan('undo').conflicts).toMatchObject([{ left: first, found: second }])
    expect(plan('undo').problems).toEqual([expect.stringContaining('not written over')])
  })

  it('puts no text back of which a part was not kept', () => {
    const iam = new TinyIam()
    iam.take(onInline('Put', analyst, 'one', first))
    const step = onInline('Put', analyst, 'one', second)
    iam.take(step)
    const recorded = [{ step, before: { kind: 'inline' as const, text: '{"Sid":"[redacted]"}' } }]
    const access = compileAccess(iam.inventory())
    const now = iam.readAll([step])
    const { problems } = planReversal({ kind: 'undo', recorded, now, access, switchPlan: null })
    expect(problems).toEqual([expect.stringContaining('was not kept')])
  })
})
