import type { Inventory } from '@/lib/access/model/inventory'
import type { PlanStep } from '../grant-plan'
import { deleteInlineSteps, onOwner, ownerOf, type PolicySteps, replaceSteps } from '../policy-steps'
import type { AccountChange } from './account-change'

/** The exact calls of some changes, in their order. */
export function changeSteps(changes: readonly AccountChange[], inventory: Inventory): PolicySteps {
  const all = changes.map(change => stepsOf(change, inventory))
  return { steps: all.flatMap(one => one.steps), problems: all.flatMap(one => one.problems) }
}

function stepsOf(change: AccountChange, inventory: Inventory): PolicySteps {
  switch (change.kind) {
    case 'replaceText': {
      const { steps, problems } = replaceSteps(change.policyId, change.text, inventory)
      return { steps, problems }
    }
    case 'deleteInline':
      return deleteInlineSteps(change.policyId)
    case 'detach': {
      const name = change.policyId.split('/').at(-1) ?? change.policyId
      return ownerSteps('Detach', change.ownerArn, { PolicyArn: change.policyId }, name)
    }
    case 'putInline': {
      const { principalArn, policyName, text } = change
      return ownerSteps('Put', principalArn, { PolicyName: policyName, PolicyDocument: text }, policyName)
    }
    case 'leaveGroup':
      return leaveSteps(change, inventory)
  }
}

function ownerSteps(
  verb: 'Put' | 'Detach',
  arn: string,
  input: Record<string, unknown>,
  note: string,
): PolicySteps {
  const owner = ownerOf(arn)
  if (!owner) return { steps: [], problems: [`${arn} is not a user, role or group.`] }
  return { steps: [onOwner(verb, owner, input, note)], problems: [] }
}

function leaveSteps(
  { principalArn, group }: Extract<AccountChange, { kind: 'leaveGroup' }>,
  { groups }: Inventory,
): PolicySteps {
  const user = ownerOf(principalArn)
  const known = groups.find(one => one.name === group)
  if (!user || !known) return { steps: [], problems: [`The group ${group} was not read.`] }
  const step: PlanStep = {
    call: {
      service: 'iam',
      action: 'RemoveUserFromGroup',
      input: { UserName: user.name, GroupName: group },
    },
    title: 'RemoveUserFromGroup',
    subject: `user/${user.name}`,
    note: `out of ${group}, ${known.memberArns.length - 1} left`,
    locks: principalArn,
  }
  return { steps: [step], problems: [] }
}
