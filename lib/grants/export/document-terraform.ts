import type { SubjectKind } from '../subject'
import { templateName } from './export-input'
import { importBlock, inlineResource, managedPolicyResource } from './terraform'

const OWNER = /^arn:[^:]*:iam::\d*:(role|user|group)\/(?:.*\/)?([^/]+)$/
const MANAGED = /^arn:[^:]*:iam::\d+:policy(\/(?:.*\/)?)([^/]+)$/

/**
 * One policy as it would read, taken over as it stands: applied with Terraform, it comes to the same document.
 * `policyId` is the ARN, or `owner's ARN#name` of an inline policy. Null where it is neither.
 */
export function documentTerraform(policyId: string, text: string): string | null {
  const [ownerArn = '', policyName] = policyId.split('#')
  if (policyName !== undefined) return inlineTerraform(ownerArn, policyName, text)
  const [, path = '/', name] = MANAGED.exec(policyId) ?? []
  if (name === undefined) return null
  const label = templateName(name, 'snake')
  return [importBlock(label, policyId), managedPolicyResource({ name, path, text })].join('\n\n')
}

function inlineTerraform(ownerArn: string, policyName: string, text: string): string | null {
  const [, kind, name] = OWNER.exec(ownerArn) ?? []
  if (!kind || !name) return null
  const owner = { kind: kind as SubjectKind, name }
  const label = `${templateName(name, 'snake')}_${templateName(policyName, 'snake')}`
  const type = `aws_iam_${kind}_policy`
  return [importBlock(label, `${name}:${policyName}`, type), inlineResource(owner, policyName, text)].join(
    '\n\n',
  )
}
