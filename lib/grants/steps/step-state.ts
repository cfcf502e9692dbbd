import { canonicalJson } from '@/lib/canonical-json'
import type { PlanStep } from '../grant-plan'
import { entityCall, type FactState, inputOf, type ManagedState } from './fact'
import { isWorkDone, isWorkUndone } from './user-lines'

/** `changed`: neither as before the step nor as after it, so somebody else was there. */
export type StepState = 'done' | 'undone' | 'changed'

/** Whether two texts are one document: to the byte, or with other spaces and order of keys. */
export function sameDocument(left: string | null, right: string | null): boolean {
  if (left === right) return true
  if (left === null || right === null) return false
  try {
    return canonicalJson(JSON.parse(left)) === canonicalJson(JSON.parse(right))
  } catch {
    return false
  }
}

export function defaultText(policy: ManagedState | null): string | null {
  return policy?.versions.find(({ id }) => id === policy.defaultVersionId)?.text ?? null
}

/** Whether a step has happened, from what its fact said before and what it says now. */
export function stepState(step: PlanStep, before: FactState, now: FactState): StepState {
  if (isDone(step, before, now)) return 'done'
  return isUndone(step, before, now) ? 'undone' : 'changed'
}

function isDone(step: PlanStep, before: FactState, now: FactState): boolean {
  const verb = entityCall(step.call.action)?.verb
  switch (now.kind) {
    case 'inline':
      return verb === 'Put' ? sameDocument(now.text, inputOf(step, 'PolicyDocument')) : now.text === null
    case 'attachment':
      return now.attached === (verb === 'Attach')
    case 'membership':
      return now.member === (step.call.action === 'AddUserToGroup')
    case 'iamAuth':
      return (now.pending ?? now.on) === (step.call.input.EnableIAMDatabaseAuthentication === true)
    case 'databaseUser':
      return step.sql !== undefined && isWorkDone(step.sql, now.lines)
    case 'policy':
      return before.kind === 'policy' && isPolicyDone(step, before.policy, now.policy)
  }
}

function isPolicyDone(step: PlanStep, before: ManagedState | null, now: ManagedState | null): boolean {
  const text = inputOf(step, 'PolicyDocument')
  const version = inputOf(step, 'VersionId')
  switch (step.call.action) {
    case 'CreatePolicy':
      return sameDocument(defaultText(now), text)
    case 'DeletePolicy':
      return now === null
    case 'CreatePolicyVersion': {
      if (step.call.input.SetAsDefault !== false)
        return now?.defaultVersionId !== before?.defaultVersionId && sameDocument(defaultText(now), text)
      return spareVersions(before, now).some(one => sameDocument(one.text, text))
    }
    case 'SetDefaultPolicyVersion':
      return now?.defaultVersionId === version
    default:
      return !now?.versions.some(({ id }) => id === version)
  }
}

export function newVersions(before: ManagedState | null, now: ManagedState | null) {
  const known = new Set(before?.versions.map(({ id }) => id))
  return (now?.versions ?? []).filter(({ id }) => !known.has(id))
}

/** Two of them with one text count as one: IAM tells them apart only by ids that it chose itself. */
export function spareVersions(before: ManagedState | null, now: ManagedState | null) {
  return newVersions(before, now).filter(({ id }) => id !== now?.defaultVersionId)
}

function isUndone(step: PlanStep, before: FactState, now: FactState): boolean {
  if (before.kind === 'inline' && now.kind === 'inline') return sameDocument(before.text, now.text)
  // RDS may still be on its way back there: what it will be in the end counts.
  if (before.kind === 'iamAuth' && now.kind === 'iamAuth')
    return (before.pending ?? before.on) === (now.pending ?? now.on)
  if (step.sql && before.kind === 'databaseUser' && now.kind === 'databaseUser')
    return isWorkUndone(step.sql, before.lines, now.lines)
  if (before.kind !== 'policy' || now.kind !== 'policy') return true
  switch (step.call.action) {
    case 'CreatePolicy':
      return now.policy === null
    case 'DeletePolicyVersion':
      return now.policy !== null
    case 'CreatePolicyVersion':
      if (step.call.input.SetAsDefault === false) return now.policy !== null || before.policy === null
      return (
        before.policy?.defaultVersionId === now.policy?.defaultVersionId &&
        sameDocument(defaultText(before.policy), defaultText(now.policy))
      )
    case 'DeletePolicy':
      return sameDocument(defaultText(before.policy), defaultText(now.policy))
    default:
      return (
        before.policy?.defaultVersionId === now.policy?.defaultVersionId &&
        sameDocument(defaultText(before.policy), defaultText(now.policy))
      )
  }
}
