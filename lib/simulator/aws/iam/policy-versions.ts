import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operations } from '@/lib/simulator/aws/call'
import { versionXml } from '@/lib/simulator/aws/iam/entity-xml'
import { findPolicy, findVersion, policyArn } from '@/lib/simulator/aws/iam/find-entity'
import { page } from '@/lib/simulator/aws/iam/iam-paging'
import { readManagedDocument } from '@/lib/simulator/aws/iam/policy-document'
import { limitExceeded, policySize, QUOTAS } from '@/lib/simulator/aws/iam/simulated-quotas'
import { members } from '@/lib/simulator/aws/xml'
import type { ManagedPolicy, PolicyVersion } from '@/lib/simulator/world/world'

export const policyVersions: Operations = {
  GetPolicyVersion: {
    resource: policyArn,
    perform(call) {
      const policy = findPolicy(call)
      const version = findVersion(policy, versionId(call))
      return { PolicyVersion: versionXml(policy, version, { document: true }) }
    },
  },
  ListPolicyVersions: {
    resource: policyArn,
    perform(call) {
      const policy = findPolicy(call)
      const { items, more } = page([...policy.versions].reverse(), call.parameters)
      return { ...more, Versions: members(items.map(item => versionXml(policy, item, { document: false }))) }
    },
  },
  CreatePolicyVersion: {
    resource: policyArn,
    perform(call) {
      const policy = findPolicy(call)
      checkCustomerManaged(call, policy)
      const text = readManagedDocument(call)
      checkSize(text)
      if (policy.versions.length >= QUOTAS.versionsPerPolicy) {
        throw limitExceeded(
          'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
        )
      }
      const version: PolicyVersion = { id: `v${policy.nextVersion}`, text, createdAt: call.now }
      policy.nextVersion += 1
      policy.versions.push(version)
      policy.updatedAt = call.now
      if (call.parameters.boolean('SetAsDefault')) policy.defaultVersionId = version.id
      return { PolicyVersion: versionXml(policy, version, { document: false }) }
    },
  },
  SetDefaultPolicyVersion: {
    resource: policyArn,
    perform(call) {
      const policy = findPolicy(call)
      checkCustomerManaged(call, policy)
      policy.defaultVersionId = findVersion(policy, versionId(call)).id
      policy.updatedAt = call.now
      return undefined
    },
  },
  DeletePolicyVersion: {
    resource: policyArn,
    perform(call) {
      const policy = findPolicy(call)
      checkCustomerManaged(call, policy)
      const version = findVersion(policy, versionId(call))
      if (version.id === policy.defaultVersionId) {
        throw new AwsError('DeleteConflict', 409, 'Cannot delete the default version of a policy.')
      }
      policy.versions.splice(policy.versions.indexOf(version), 1)
      return undefined
    },
  },
}

export function checkSize(text: string): void {
  if (policySize(text) > QUOTAS.policySize)
    throw limitExceeded(`Cannot exceed quota for PolicySize: ${QUOTAS.policySize}`)
}

/** AWS's own policies belong to another account, so nobody may write them. */
export function checkCustomerManaged(call: Call, policy: ManagedPolicy): void {
  if (!policy.awsManaged) return
  const sentence = `User: ${call.credentials.callerArn} is not authorized to perform: iam:${call.action} on resource: policy ${policy.arn}`
  throw new AwsError('AccessDenied', 403, sentence)
}

function versionId(call: Call): string {
  const id = call.parameters.required('VersionId')
  if (/^v[1-9][0-9]*(\.[A-Za-z0-9-]*)?$/.test(id)) return id
  throw call.parameters.invalid(
    'VersionId',
    id,
    'Member must satisfy regular expression pattern: v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?',
  )
}
