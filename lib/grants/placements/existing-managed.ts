import type { IamQuotas, ManagedPolicy } from '@/lib/access/model/inventory'
import type { Changes, PlacementInput } from '../changes'
import { documentSize } from '../document-size'
import type { PlanNote, PlanProblem } from '../grant-plan'
import type { Placement } from '../intent'
import type { DraftedDocument } from '../policy-draft'
import { versionSteps } from '../policy-steps'
import { attachSteps } from './attach-steps'
import { tooLong } from './new-managed'

type Input = PlacementInput<Extract<Placement, { kind: 'existingManaged' }>>

/** Adds to a policy that exists; where it says all of it already, it is only attached. */
export function existingManagedPolicy(input: Input): Changes {
  const { placement, subjects, draft, inventory } = input
  const { policyArn } = placement
  const policy = inventory.managedPolicies.find(one => one.arn === policyArn)
  const text = inventory.policies.find(source => source.id === policyArn)?.text
  const limit = inventory.quotas.policySize
  if (!policy || text === undefined || policy.awsManaged) {
    return unusable(input, policy?.awsManaged ?? policyArn.includes(':iam::aws:'))
  }
  const drafted = draft(text, policy.name)
  const writes = drafted.changes
  const used = documentSize(drafted.text)
  const attached = attachSteps(subjects, policyArn, inventory.quotas)
  const versions = writes ? versionsFor(policy, drafted.text, inventory.quotas) : null
  return {
    steps: [...(versions?.steps ?? []), ...attached.steps],
    sources: writes
      ? [{ id: policyArn, name: policy.name, kind: 'customerManaged', versionId: null, text: drafted.text }]
      : [],
    attachments: attached.attachments,
    documentText: writes ? drafted.text : text,
    before: { policyName: policy.name, text },
    size: { used, limit, scope: 'managed policy' },
    notes: [...(versions?.notes ?? []), ...draftNotes(drafted, policy)],
    problems: [
      ...(drafted.problem
        ? [{ field: 'placement', message: `${policy.name} cannot be added to. ${drafted.problem}` }]
        : []),
      ...(used > limit ? [tooLong(used, limit)] : []),
      ...(versions?.problems ?? []),
      ...attached.problems,
    ],
    read: { policy, text },
  }
}

function versionsFor(policy: ManagedPolicy, text: string, quotas: IamQuotas) {
  const { steps, deleted, problems } = versionSteps(policy, text, quotas)
  const room: PlanNote[] = deleted
    ? [
        {
          tone: 'info',
          text: `${policy.name} has ${policy.versionIds.length} of ${quotas.versionsPerPolicy} versions. ${deleted} is deleted to make room; the current ${policy.defaultVersionId} stays for going back.`,
        },
      ]
    : []
  return {
    steps,
    notes: room,
    problems: problems.map((message): PlanProblem => ({ field: 'placement', message })),
  }
}

function draftNotes(drafted: DraftedDocument, policy: ManagedPolicy): PlanNote[] {
  const notes: PlanNote[] = drafted.note ? [{ tone: 'info', text: drafted.note }] : []
  if (drafted.problem === null && !drafted.changes) {
    notes.push({ tone: 'info', text: `${policy.name} holds all of this already: it is only attached.` })
  }
  return notes
}

function unusable({ placement, draft, inventory }: Input, awsManaged: boolean): Changes {
  const message = awsManaged
    ? 'A policy managed by AWS cannot be changed. Use a new policy.'
    : 'Choose the policy to add to. The one named here is not in the account as read.'
  return {
    steps: [],
    sources: [],
    attachments: [],
    documentText: draft(null, '').text,
    before: null,
    size: { used: 0, limit: inventory.quotas.policySize, scope: 'managed policy' },
    notes: [],
    problems: [
      { field: 'placement', message: placement.policyArn ? message : 'Choose the policy to add to.' },
    ],
    read: null,
  }
}
