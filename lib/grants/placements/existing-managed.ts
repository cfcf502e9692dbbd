import type { ManagedPolicy } from '@/lib/access/inventory'
import type { Changes, PlacementInput } from '../changes'
import { documentSize } from '../document-size'
import { type ExtendedDocument, extendDocument } from '../extend-document'
import type { PlanNote, PlanProblem, PlanStep } from '../grant-plan'
import type { Placement } from '../intent'
import { oldestSpareVersion } from '../quotas'
import { buildStatementText, connectStatement, statementSid } from '../statement'
import { attachSteps } from './attach-steps'
import { tooLong } from './new-managed'

type Input = PlacementInput<Extract<Placement, { kind: 'existingManaged' }>>

/** IAM User Guide, "Versioning IAM policies": at the limit the oldest spare version goes first, the default never. */
export function existingManagedPolicy(input: Input): Changes {
  const { placement, subjects, connections, inventory } = input
  const { policyArn } = placement
  const policy = inventory.managedPolicies.find(one => one.arn === policyArn)
  const text = inventory.policies.find(source => source.id === policyArn)?.text
  const limit = inventory.quotas.policySize
  if (!policy || text === undefined || policy.awsManaged) {
    return unusable(input, policy?.awsManaged ?? policyArn.includes(':iam::aws:'))
  }
  const extended = extendDocument(text, connectStatement(connections, statementSid(policy.name)))
  const writes = extended.added.length > 0 && extended.problem === null
  const used = documentSize(extended.text)
  const attached = attachSteps(subjects, policyArn, inventory.quotas)
  const versions = writes ? versionSteps(policy, extended.text, inventory.quotas.versionsPerPolicy) : null
  return {
    steps: [...(versions?.steps ?? []), ...attached.steps],
    sources: writes
      ? [{ id: policyArn, name: policy.name, kind: 'customerManaged', versionId: null, text: extended.text }]
      : [],
    attachments: attached.attachments,
    documentText: writes ? extended.text : text,
    before: { policyName: policy.name, text },
    size: { used, limit, scope: 'managed policy' },
    notes: [...(versions?.notes ?? []), ...extensionNotes(extended, policy)],
    problems: [
      ...(extended.problem
        ? [{ field: 'placement', message: `${policy.name} cannot be added to. ${extended.problem}` }]
        : []),
      ...(used > limit ? [tooLong(used, limit)] : []),
      ...(versions?.problems ?? []),
      ...attached.problems,
    ],
    read: { policy, text },
  }
}

function versionSteps(policy: ManagedPolicy, text: string, limit: number) {
  const steps: PlanStep[] = []
  const notes: PlanNote[] = []
  const problems: PlanProblem[] = []
  if (policy.versionIds.length >= limit) {
    const oldest = oldestSpareVersion(policy.versionIds, policy.defaultVersionId)
    if (oldest === null) {
      problems.push({
        field: 'placement',
        message: `${policy.name} has no version that could make room for a new one.`,
      })
    } else {
      steps.push(
        step('DeletePolicyVersion', policy, { VersionId: oldest }, `${oldest}, the oldest of ${limit}`),
      )
      notes.push({
        tone: 'info',
        text: `${policy.name} has ${policy.versionIds.length} of ${limit} versions. ${oldest} is deleted to make room; the current ${policy.defaultVersionId} stays for going back.`,
      })
    }
  }
  const input = { PolicyDocument: text, SetAsDefault: true }
  steps.push(step('CreatePolicyVersion', policy, input, `replaces ${policy.defaultVersionId} as default`))
  return { steps, notes, problems }
}

function step(title: string, policy: ManagedPolicy, input: Record<string, unknown>, note: string): PlanStep {
  return {
    call: { service: 'iam', action: title, input: { PolicyArn: policy.arn, ...input } },
    title,
    subject: policy.name,
    note,
    locks: policy.arn,
  }
}

function extensionNotes(extended: ExtendedDocument, policy: ManagedPolicy): PlanNote[] {
  const notes: PlanNote[] = extended.note ? [{ tone: 'info', text: extended.note }] : []
  if (extended.problem === null && extended.added.length === 0) {
    notes.push({ tone: 'info', text: `${policy.name} holds all of this already: it is only attached.` })
  }
  return notes
}

function unusable({ placement, connections, inventory }: Input, awsManaged: boolean): Changes {
  const message = awsManaged
    ? 'A policy managed by AWS cannot be changed. Use a new policy.'
    : 'Choose the policy to add to. The one named here is not in the account as read.'
  return {
    steps: [],
    sources: [],
    attachments: [],
    documentText: buildStatementText(connections),
    before: null,
    size: { used: 0, limit: inventory.quotas.policySize, scope: 'managed policy' },
    notes: [],
    problems: [
      { field: 'placement', message: placement.policyArn ? message : 'Choose the policy to add to.' },
    ],
    read: null,
  }
}
