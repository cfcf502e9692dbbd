import { describe, expect, it } from 'vitest'
import { createPolicy, onAttachment, onInline, TEXTS } from '@/lib/grants/testing/generated-changes'
import { policyArn, ROLES, TinyIam } from '@/lib/grants/testing/tiny-iam'
import type { PlanStep } from '../grant-plan'
import { onPolicy, ownerOf, type PolicyOwner } from '../policy-steps'
import { factOf } from './fact'
import { progressOf } from './reversal-plan'
import { stepConflict } from './step-conflict'
import type { ReversalKind } from './step-progress'

const [first = '', second = '', third = ''] = TEXTS
const [analyst, worker] = ROLES.map(({ arn }) => ownerOf(arn)) as [PolicyOwner, PolicyOwner]
const arn = policyArn('orders')
const version = (PolicyDocument: string) =>
  onPolicy('CreatePolicyVersion', arn, { PolicyDocument, SetAsDefault: true }, null)

/** What stands in the way once `steps` were done to what `earlier` made, and `since` happened. */
function conflictsOf(
  parts: { earlier?: PlanStep[]; steps: PlanStep[]; since: PlanStep[] },
  kind: ReversalKind = 'undo',
) {
  const iam = new TinyIam()
  for (const step of parts.earlier ?? []) iam.take(step)
  const recorded = parts.steps.map(step => ({ step, before: iam.read(factOf(step)) }))
  for (const step of [...parts.steps, ...parts.since]) iam.take(step)
  const progress = progressOf(recorded, iam.readAll(parts.steps))
  return progress.flatMap(one => stepConflict(one, progress, kind) ?? [])
}

describe('stepConflict', () => {
  it('shows the document that was left and the one that stands', () => {
    const steps = [onInline('Put', analyst, 'one', first)]
    const since = [onInline('Put', analyst, 'one', second)]
    expect(conflictsOf({ steps, since })).toEqual([
      {
        subject: 'role/analyst',
        sentence: 'role/analyst reads otherwise than after this change.',
        left: first,
        found: second,
      },
    ])
    const earlier = [onInline('Put', analyst, 'one', third)]
    const deleted = [onInline('Delete', analyst, 'one')]
    expect(conflictsOf({ earlier, steps, since: deleted })).toEqual([
      { subject: 'role/analyst', sentence: 'role/analyst is gone.', left: first, found: null },
    ])
  })

  it('a policy that others hold, or that has got versions, is not deleted', () => {
    const steps = [createPolicy('orders', first), onAttachment('Attach', analyst, 'orders')]
    const attached = conflictsOf({ steps, since: [onAttachment('Attach', worker, 'orders')] })
    expect(attached.map(({ sentence }) => sentence)).toEqual(['orders is attached to somebody else since.'])
    const spare = onPolicy('CreatePolicyVersion', arn, { PolicyDocument: second, SetAsDefault: false }, null)
    const grown = conflictsOf({ steps, since: [spare] })
    expect(grown.map(({ sentence }) => sentence)).toEqual(['orders has got further versions since.'])
    expect(conflictsOf({ steps, since: [spare] }, 'finish')).toEqual([])
  })

  it('versions and attachments that the change made itself are its own', () => {
    const spare = onPolicy('CreatePolicyVersion', arn, { PolicyDocument: second, SetAsDefault: false }, null)
    const steps = [createPolicy('orders', first), spare, onAttachment('Attach', analyst, 'orders')]
    expect(conflictsOf({ steps, since: [] })).toEqual([])
  })

  it('a former version that somebody cleared away cannot be turned back to', () => {
    const since = [onPolicy('DeletePolicyVersion', arn, { VersionId: 'v1' }, null)]
    const found = conflictsOf({ earlier: [createPolicy('orders', first)], steps: [version(second)], since })
    expect(found).toEqual([
      {
        subject: 'orders',
        sentence: 'v1 of orders, which stood before this change, was deleted since.',
        left: first,
        found: second,
      },
    ])
  })

  it('a former version that the change itself deleted comes back by its own undo', () => {
    const earlier = [createPolicy('orders', first), version(second)]
    const steps = [
      onPolicy('SetDefaultPolicyVersion', arn, { VersionId: 'v1' }, null),
      onPolicy('DeletePolicyVersion', arn, { VersionId: 'v2' }, null),
    ]
    expect(conflictsOf({ earlier, steps, since: [] })).toEqual([])
  })

  it('what somebody else has already undone is none', () => {
    const steps = [onInline('Put', analyst, 'one', first)]
    expect(conflictsOf({ steps, since: [onInline('Delete', analyst, 'one')] })).toEqual([])
  })
})
