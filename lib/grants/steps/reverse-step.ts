import type { PlanStep, SqlWork } from '../grant-plan'
import { onOwner, onPolicy, type PolicyOwner } from '../policy-steps'
import { entityCall, type Fact, type FactState, factOf, inputOf, type ManagedState } from './fact'
import { sqlStep } from './sql-step'
import { newVersions, sameDocument, spareVersions } from './step-state'
import { onlyEndsSessions } from './user-lines'

type OnEntity = Extract<Fact, { kind: 'inline' | 'attachment' }>
type State<K extends FactState['kind']> = Extract<FactState, { kind: K }>

/** The calls that take one step back, from what its fact said before it and what it says now. */
export function reverseStep(step: PlanStep, before: FactState, now: FactState): PlanStep[] {
  const fact = factOf(step)
  if (fact.kind === 'inline') return inlineBack(fact, (before as State<'inline'>).text)
  if (fact.kind === 'attachment') return [attachmentBack(step, fact)]
  if (fact.kind === 'membership') return [membershipBack(step, fact)]
  if (step.sql) return workBack(step, step.sql)
  if (fact.kind === 'iamAuth') return [switchBack(step, before as State<'iamAuth'>)]
  return policyBack(step, (before as State<'policy'>).policy, (now as State<'policy'>).policy)
}

const ownerOfFact = ({ entity, owner, ownerArn }: OnEntity): PolicyOwner => ({
  kind: entity,
  name: owner,
  arn: ownerArn,
})

function inlineBack(fact: Extract<Fact, { kind: 'inline' }>, text: string | null): PlanStep[] {
  const owner = ownerOfFact(fact)
  const name = { PolicyName: fact.policyName }
  return text === null
    ? [onOwner('Delete', owner, name, fact.policyName)]
    : [onOwner('Put', owner, { ...name, PolicyDocument: text }, `${fact.policyName} as it was`)]
}

function attachmentBack(step: PlanStep, fact: Extract<Fact, { kind: 'attachment' }>): PlanStep {
  const verb = entityCall(step.call.action)?.verb === 'Attach' ? 'Detach' : 'Attach'
  const name = fact.policyArn.split('/').at(-1) ?? fact.policyArn
  return onOwner(verb, ownerOfFact(fact), { PolicyArn: fact.policyArn }, name)
}

function membershipBack({ call, subject, locks }: PlanStep, { groupName }: { groupName: string }): PlanStep {
  const action = call.action === 'RemoveUserFromGroup' ? 'AddUserToGroup' : 'RemoveUserFromGroup'
  const note = action === 'AddUserToGroup' ? `back into ${groupName}` : `out of ${groupName}`
  return { call: { service: 'iam', action, input: call.input }, title: action, subject, note, locks }
}

function switchBack(step: PlanStep, before: State<'iamAuth'>): PlanStep {
  const on = before.pending ?? before.on
  const { action, input } = step.call
  return {
    ...step,
    call: { service: 'rds', action, input: { ...input, EnableIAMDatabaseAuthentication: on } },
    note: `IAM authentication ${on ? 'on' : 'off'} again`,
  }
}

/** The statements that were kept with it, which in turn are taken back by those that were run. */
function workBack(step: PlanStep, { undo, ...work }: SqlWork): PlanStep[] {
  if (undo === null || onlyEndsSessions(work)) return []
  return [
    sqlStep(
      { ...work, statements: undo, undo: work.statements, adds: work.removes, removes: work.adds },
      `Take back: ${step.title}`,
    ),
  ]
}

function policyBack(step: PlanStep, before: ManagedState | null, now: ManagedState | null): PlanStep[] {
  const arn = step.locks
  const remove = (id: string) => onPolicy('DeletePolicyVersion', arn, { VersionId: id }, id)
  switch (step.call.action) {
    case 'CreatePolicy':
      return [onPolicy('DeletePolicy', arn, {}, 'made by this change')]
    case 'CreatePolicyVersion': {
      const text = inputOf(step, 'PolicyDocument')
      const isSpare = step.call.input.SetAsDefault === false
      const made = (isSpare ? spareVersions : newVersions)(before, now)
      const own = made.filter(one => sameDocument(one.text, text))
      return [...(isSpare ? [] : defaultBack(arn, before, now)), ...own.map(({ id }) => remove(id))]
    }
    case 'SetDefaultPolicyVersion':
      return defaultBack(arn, before, now)
    case 'DeletePolicyVersion': {
      const gone = before?.versions.find(({ id }) => id === inputOf(step, 'VersionId'))
      return gone ? [versionAgain(arn, gone, gone.id === before?.defaultVersionId)] : []
    }
    default:
      return before ? [policyAgain(arn, before)] : []
  }
}

/** Nothing where that version is gone: it comes back as the default when its deletion is taken back. */
function defaultBack(arn: string, before: ManagedState | null, now: ManagedState | null): PlanStep[] {
  const version = before?.defaultVersionId ?? ''
  const needed = now?.defaultVersionId !== version && now?.versions.some(({ id }) => id === version)
  if (!needed) return []
  return [onPolicy('SetDefaultPolicyVersion', arn, { VersionId: version }, `${version} as default again`)]
}

/** IAM never gives an id of a version again: the text comes back under a new one. */
function versionAgain(arn: string, { id, text }: { id: string; text: string }, asDefault: boolean): PlanStep {
  const input = { PolicyDocument: text, SetAsDefault: asDefault }
  return onPolicy('CreatePolicyVersion', arn, input, `the text of ${id}, under a new id`)
}

function policyAgain(arn: string, before: ManagedState): PlanStep {
  const { name, path, description, tags, versions, defaultVersionId } = before
  const text = versions.find(({ id }) => id === defaultVersionId)?.text ?? ''
  return {
    call: {
      service: 'iam',
      action: 'CreatePolicy',
      input: {
        PolicyName: name,
        Path: path,
        PolicyDocument: text,
        ...(description ? { Description: description } : {}),
        ...(Object.keys(tags).length > 0 ? { Tags: tags } : {}),
      },
    },
    title: 'CreatePolicy',
    subject: name,
    note: 'with the text that it had',
    locks: arn,
  }
}
