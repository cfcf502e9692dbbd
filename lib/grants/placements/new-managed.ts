import type { Changes, PlacementInput } from '../changes'
import { documentSize } from '../document-size'
import type { PlanProblem, PlanStep } from '../grant-plan'
import type { Placement } from '../intent'
import { policyNameProblem, policyPathProblem } from '../quotas'
import { sameText } from '../same-text'
import { attachSteps } from './attach-steps'

type Input = PlacementInput<Extract<Placement, { kind: 'newManaged' }>>

/** `CreatePolicy`, then one attachment each. A policy of that name and that very text is used again: a retry must end. */
export function newManagedPolicy(input: Input): Changes {
  const { placement, subjects, draft, inventory } = input
  const { policyName } = placement
  const path = placement.path || '/'
  const arn = `arn:${inventory.partition}:iam::${inventory.accountId}:policy${path}${policyName}`
  const { text: documentText } = draft(null, policyName)
  const namesake = inventory.managedPolicies.find(
    policy => !policy.awsManaged && policy.name.toLowerCase() === policyName.toLowerCase(),
  )
  const existingText = inventory.policies.find(source => source.id === namesake?.arn)?.text
  const reused = namesake?.arn === arn && existingText !== undefined && sameText(existingText, documentText)
  const used = documentSize(documentText)
  const limit = inventory.quotas.policySize
  const attached = attachSteps(subjects, arn, inventory.quotas)
  const create: PlanStep = {
    call: {
      service: 'iam',
      action: 'CreatePolicy',
      input: { PolicyName: policyName, Path: path, PolicyDocument: documentText },
    },
    title: 'CreatePolicy',
    subject: policyName,
    note: null,
    locks: arn,
  }
  return {
    steps: reused ? attached.steps : [create, ...attached.steps],
    sources: [{ id: arn, name: policyName, kind: 'customerManaged', versionId: 'v1', text: documentText }],
    attachments: attached.attachments,
    documentText,
    before: null,
    size: { used, limit, scope: 'managed policy' },
    notes: reused
      ? [{ tone: 'info', text: `${policyName} exists already with this text: it is only attached.` }]
      : [],
    problems: [
      ...nameProblems(policyName, placement.path, reused ? undefined : namesake?.arn),
      ...(used > limit ? [tooLong(used, limit)] : []),
      ...attached.problems,
    ],
    read: { namesake, existingText },
  }
}

export function tooLong(used: number, limit: number): PlanProblem {
  return {
    field: 'connections',
    message: `The policy has ${used.toLocaleString('en-US')} characters and ${limit.toLocaleString('en-US')} fit. Split it: grant some of the database users in a second policy.`,
  }
}

function nameProblems(name: string, path: string | undefined, takenBy: string | undefined): PlanProblem[] {
  const messages = [policyNameProblem(name), policyPathProblem(path)]
  if (takenBy)
    messages.push(`${takenBy} has this name already with another text. Add to it, or choose another name.`)
  return messages.filter(message => message !== null).map(message => ({ field: 'policyName', message }))
}
