import { createHash } from 'node:crypto'
import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operations } from '@/lib/simulator/aws/call'
import { attachments, boundaryUses, policyXml, tagsXml } from '@/lib/simulator/aws/iam/entity-xml'
import { findPolicy, policyArn } from '@/lib/simulator/aws/iam/find-entity'
import { page } from '@/lib/simulator/aws/iam/iam-paging'
import { mergedTags, readTags } from '@/lib/simulator/aws/iam/iam-tags'
import { readManagedDocument, readPolicyName } from '@/lib/simulator/aws/iam/policy-document'
import { checkCustomerManaged, checkSize } from '@/lib/simulator/aws/iam/policy-versions'
import { limitExceeded, QUOTAS } from '@/lib/simulator/aws/iam/simulated-quotas'
import { members } from '@/lib/simulator/aws/xml'
import { uniqueId } from '@/lib/simulator/world/builder'
import type { ManagedPolicy } from '@/lib/simulator/world/world'

export const managedPolicies: Operations = {
  CreatePolicy: {
    resource: call =>
      newArn(call, call.parameters.text('Path') ?? '/', call.parameters.text('PolicyName') ?? ''),
    perform(call) {
      const policy = newPolicy(call)
      call.world.policies.set(policy.arn, policy)
      return { Policy: { ...policyXml(call.world, policy), Tags: tagsXml(policy.tags) } }
    },
  },
  GetPolicy: {
    resource: policyArn,
    perform(call) {
      const policy = findPolicy(call)
      return { Policy: { ...policyXml(call.world, policy), Tags: tagsXml(policy.tags) } }
    },
  },
  DeletePolicy: {
    resource: policyArn,
    perform(call) {
      const policy = findPolicy(call)
      checkCustomerManaged(call, policy)
      checkUnused(call, policy)
      call.world.policies.delete(policy.arn)
      return undefined
    },
  },
  ListPolicies: {
    resource: call => `arn:${call.world.partition}:iam::${call.world.accountId}:policy/*`,
    perform(call) {
      const { world, parameters } = call
      const scope = parameters.text('Scope') ?? 'All'
      const prefix = parameters.text('PathPrefix') ?? '/'
      const attachedOnly = parameters.boolean('OnlyAttached') ?? false
      const wanted = [...world.policies.values()]
        .filter(({ awsManaged }) => scope === 'All' || awsManaged === (scope === 'AWS'))
        .filter(({ path }) => path.startsWith(prefix))
        .filter(({ arn }) => !attachedOnly || attachments(world, arn) > 0)
      const { items, more } = page(wanted, parameters)
      return { ...more, Policies: members(items.map(policy => policyXml(world, policy))) }
    },
  },
}

function newPolicy(call: Call): ManagedPolicy {
  const { world, parameters, now } = call
  const name = readPolicyName(call)
  const path = readPath(call)
  const text = readManagedDocument(call)
  const description = parameters.text('Description') ?? ''
  if (description.length > 1000) {
    throw parameters.invalid('Description', description, 'Member must have length less than or equal to 1000')
  }
  const own = [...world.policies.values()].filter(({ awsManaged }) => !awsManaged)
  if (own.some(policy => policy.name.toLowerCase() === name.toLowerCase())) {
    const sentence = `A policy called ${name} already exists. Duplicate names are not allowed.`
    throw new AwsError('EntityAlreadyExists', 409, sentence)
  }
  if (own.length >= QUOTAS.policies)
    throw limitExceeded(`Cannot exceed quota for PoliciesPerAccount: ${QUOTAS.policies}`)
  checkSize(text)
  const arn = newArn(call, path, name)
  const seed = createHash('sha256').update(`${arn}${now.toISOString()}`).digest('hex')
  return {
    name,
    id: uniqueId('ANPA', seed),
    path,
    arn,
    description,
    awsManaged: false,
    createdAt: now,
    updatedAt: now,
    versions: [{ id: 'v1', text, createdAt: now }],
    defaultVersionId: 'v1',
    nextVersion: 2,
    tags: mergedTags([], readTags(call)),
  }
}

function newArn({ world }: Call, path: string, name: string): string {
  return `arn:${world.partition}:iam::${world.accountId}:policy${path}${name}`
}

function readPath(call: Call): string {
  const path = call.parameters.text('Path') ?? '/'
  if (path.length <= 512 && /^((\/[A-Za-z0-9.,+@=_-]+)*)\/$/.test(path)) return path
  const sentence =
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.'
  throw new AwsError('ValidationError', 400, sentence)
}

function checkUnused({ world }: Call, policy: ManagedPolicy): void {
  const conflict = (sentence: string) => new AwsError('DeleteConflict', 409, sentence)
  if (attachments(world, policy.arn) > 0) throw conflict('Cannot delete a policy attached to entities.')
  if (boundaryUses(world, policy.arn) > 0) {
    throw conflict('Cannot delete a policy that is in use as a permissions boundary.')
  }
  if (policy.versions.length > 1) {
    throw conflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    )
  }
}
