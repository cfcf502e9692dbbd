import type { PlanStep } from '../grant-plan'
import { entityCall, type FactState, inputOf, type ManagedState } from './fact'
import { linesAfter } from './user-lines'

/** The id of a version that AWS has not numbered yet. */
export const NEW_VERSION = 'new'

/** What a fact says once the step is done, from what it said before. */
export function afterStep(step: PlanStep, before: FactState): FactState {
  switch (before.kind) {
    case 'inline':
      return {
        kind: 'inline',
        text: entityCall(step.call.action)?.verb === 'Put' ? inputOf(step, 'PolicyDocument') : null,
      }
    case 'attachment':
      return { kind: 'attachment', attached: entityCall(step.call.action)?.verb === 'Attach' }
    case 'membership':
      return { kind: 'membership', member: step.call.action === 'AddUserToGroup' }
    case 'iamAuth':
      return { ...before, ...switchedTo(step, before) }
    case 'databaseUser':
      return { kind: 'databaseUser', lines: step.sql ? linesAfter(step.sql, before.lines) : before.lines }
    case 'policy':
      return { kind: 'policy', policy: policyAfter(step, before.policy) }
  }
}

function switchedTo(step: PlanStep, { on }: { on: boolean }): { on: boolean; pending: boolean | null } {
  const desired = step.call.input.EnableIAMDatabaseAuthentication === true
  return { on, pending: desired === on ? null : desired }
}

function policyAfter(step: PlanStep, before: ManagedState | null): ManagedState | null {
  const text = inputOf(step, 'PolicyDocument')
  switch (step.call.action) {
    case 'CreatePolicy':
      return {
        name: inputOf(step, 'PolicyName'),
        path: inputOf(step, 'Path') || '/',
        description: inputOf(step, 'Description'),
        tags: {},
        defaultVersionId: 'v1',
        versions: [{ id: 'v1', text }],
        attachmentCount: 0,
      }
    case 'DeletePolicy':
      return null
    case 'CreatePolicyVersion':
      return (
        before && {
          ...before,
          versions: [...before.versions, { id: NEW_VERSION, text }],
          defaultVersionId: step.call.input.SetAsDefault === false ? before.defaultVersionId : NEW_VERSION,
        }
      )
    case 'SetDefaultPolicyVersion':
      return before && { ...before, defaultVersionId: inputOf(step, 'VersionId') }
    case 'DeletePolicyVersion':
      return (
        before && {
          ...before,
          versions: before.versions.filter(({ id }) => id !== inputOf(step, 'VersionId')),
        }
      )
    default:
      throw new Error(`No step ${step.call.action} is known to change a policy.`)
  }
}
