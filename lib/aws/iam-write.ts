import 'server-only'
import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeleteGroupPolicyCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  DetachGroupPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  RemoveUserFromGroupCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { iamClient } from '@/lib/aws/clients'
import { AppError } from '@/lib/errors'

export type EntityKind = 'user' | 'role' | 'group'

export interface WriteReceipt {
  requestId: string | null
}

interface Answer {
  $metadata: { requestId?: string | undefined }
}

const receipt = ({ $metadata }: Answer): WriteReceipt => ({ requestId: $metadata.requestId ?? null })

export async function createPolicy(
  account: Account,
  input: {
    name: string
    document: string
    path?: string
    description?: string
    tags?: Record<string, string>
  },
): Promise<WriteReceipt & { policyArn: string }> {
  const command = new CreatePolicyCommand({
    PolicyName: input.name,
    PolicyDocument: input.document,
    ...(input.path ? { Path: input.path } : {}),
    ...(input.description ? { Description: input.description } : {}),
    ...(input.tags ? { Tags: Object.entries(input.tags).map(([Key, Value]) => ({ Key, Value })) } : {}),
  })
  const call = { action: 'iam:CreatePolicy', doing: `create the policy ${input.name}` }
  const answer = await callAws(account, call, () => iamClient(account).send(command))
  if (!answer.Policy?.Arn) throw new AppError('unavailable', `AWS did not name the new policy ${input.name}.`)
  return { ...receipt(answer), policyArn: answer.Policy.Arn }
}

export async function createPolicyVersion(
  account: Account,
  policyArn: string,
  document: string,
  setAsDefault: boolean,
): Promise<WriteReceipt & { versionId: string }> {
  const command = new CreatePolicyVersionCommand({
    PolicyArn: policyArn,
    PolicyDocument: document,
    SetAsDefault: setAsDefault,
  })
  const call = { action: 'iam:CreatePolicyVersion', doing: `add a version to ${policyArn}` }
  const answer = await callAws(account, call, () => iamClient(account).send(command))
  return { ...receipt(answer), versionId: answer.PolicyVersion?.VersionId ?? '' }
}

/** IAM User Guide, "Deleting IAM policies": its other versions and all attachments must be gone before. */
export async function deletePolicy(account: Account, policyArn: string): Promise<WriteReceipt> {
  const command = new DeletePolicyCommand({ PolicyArn: policyArn })
  const call = { action: 'iam:DeletePolicy', doing: `delete the policy ${policyArn}` }
  return receipt(await callAws(account, call, () => iamClient(account).send(command)))
}

export async function deletePolicyVersion(
  account: Account,
  policyArn: string,
  versionId: string,
): Promise<WriteReceipt> {
  const command = new DeletePolicyVersionCommand({ PolicyArn: policyArn, VersionId: versionId })
  const call = { action: 'iam:DeletePolicyVersion', doing: `delete version ${versionId} of ${policyArn}` }
  return receipt(await callAws(account, call, () => iamClient(account).send(command)))
}

export async function setDefaultPolicyVersion(
  account: Account,
  policyArn: string,
  versionId: string,
): Promise<WriteReceipt> {
  const command = new SetDefaultPolicyVersionCommand({ PolicyArn: policyArn, VersionId: versionId })
  const call = {
    action: 'iam:SetDefaultPolicyVersion',
    doing: `make ${versionId} the default version of ${policyArn}`,
  }
  return receipt(await callAws(account, call, () => iamClient(account).send(command)))
}

const ACTION_OF: Record<EntityKind, string> = { user: 'User', role: 'Role', group: 'Group' }

export async function attachPolicy(
  account: Account,
  kind: EntityKind,
  name: string,
  policyArn: string,
): Promise<WriteReceipt> {
  const call = {
    action: `iam:Attach${ACTION_OF[kind]}Policy`,
    doing: `attach ${policyArn} to ${kind}/${name}`,
  }
  return callAws(account, call, async () => {
    const client = iamClient(account)
    if (kind === 'user') {
      return receipt(await client.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn: policyArn })))
    }
    if (kind === 'role') {
      return receipt(await client.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn: policyArn })))
    }
    return receipt(await client.send(new AttachGroupPolicyCommand({ GroupName: name, PolicyArn: policyArn })))
  })
}

export async function detachPolicy(
  account: Account,
  kind: EntityKind,
  name: string,
  policyArn: string,
): Promise<WriteReceipt> {
  const call = {
    action: `iam:Detach${ACTION_OF[kind]}Policy`,
    doing: `detach ${policyArn} from ${kind}/${name}`,
  }
  return callAws(account, call, async () => {
    const client = iamClient(account)
    if (kind === 'user') {
      return receipt(await client.send(new DetachUserPolicyCommand({ UserName: name, PolicyArn: policyArn })))
    }
    if (kind === 'role') {
      return receipt(await client.send(new DetachRolePolicyCommand({ RoleName: name, PolicyArn: policyArn })))
    }
    return receipt(await client.send(new DetachGroupPolicyCommand({ GroupName: name, PolicyArn: policyArn })))
  })
}

export async function putInlinePolicy(
  account: Account,
  kind: EntityKind,
  name: string,
  policyName: string,
  document: string,
): Promise<WriteReceipt> {
  const call = {
    action: `iam:Put${ACTION_OF[kind]}Policy`,
    doing: `put the inline policy ${policyName} on ${kind}/${name}`,
  }
  const policy = { PolicyName: policyName, PolicyDocument: document }
  return callAws(account, call, async () => {
    const client = iamClient(account)
    if (kind === 'user') {
      return receipt(await client.send(new PutUserPolicyCommand({ UserName: name, ...policy })))
    }
    if (kind === 'role') {
      return receipt(await client.send(new PutRolePolicyCommand({ RoleName: name, ...policy })))
    }
    return receipt(await client.send(new PutGroupPolicyCommand({ GroupName: name, ...policy })))
  })
}

export async function deleteInlinePolicy(
  account: Account,
  kind: EntityKind,
  name: string,
  policyName: string,
): Promise<WriteReceipt> {
  const call = {
    action: `iam:Delete${ACTION_OF[kind]}Policy`,
    doing: `delete the inline policy ${policyName} of ${kind}/${name}`,
  }
  return callAws(account, call, async () => {
    const client = iamClient(account)
    if (kind === 'user') {
      return receipt(
        await client.send(new DeleteUserPolicyCommand({ UserName: name, PolicyName: policyName })),
      )
    }
    if (kind === 'role') {
      return receipt(
        await client.send(new DeleteRolePolicyCommand({ RoleName: name, PolicyName: policyName })),
      )
    }
    return receipt(
      await client.send(new DeleteGroupPolicyCommand({ GroupName: name, PolicyName: policyName })),
    )
  })
}

export async function addUserToGroup(
  account: Account,
  userName: string,
  groupName: string,
): Promise<WriteReceipt> {
  const command = new AddUserToGroupCommand({ UserName: userName, GroupName: groupName })
  const call = { action: 'iam:AddUserToGroup', doing: `put user/${userName} into the group ${groupName}` }
  return receipt(await callAws(account, call, () => iamClient(account).send(command)))
}

export async function removeUserFromGroup(
  account: Account,
  userName: string,
  groupName: string,
): Promise<WriteReceipt> {
  const command = new RemoveUserFromGroupCommand({ UserName: userName, GroupName: groupName })
  const call = {
    action: 'iam:RemoveUserFromGroup',
    doing: `take user/${userName} out of the group ${groupName}`,
  }
  return receipt(await callAws(account, call, () => iamClient(account).send(command)))
}
