import { documentTerraform } from '../export/document-terraform'
import { inlineResource } from '../export/terraform'
import { ownerOf, type PolicyOwner } from '../policy-steps'
import type { SubjectKind } from '../subject'
import type { AccountChange } from './account-change'

/** HashiCorp AWS provider. What is taken away is told as what must leave the configuration that holds it. */
export function terraformRemoval(changes: readonly AccountChange[]): string {
  return changes.map(blockOf).join('\n\n')
}

const kindOf = ({ kind }: PolicyOwner) => kind.toLowerCase() as SubjectKind

function blockOf(change: AccountChange): string {
  if (change.kind === 'replaceText') return documentTerraform(change.policyId, change.text) ?? ''
  if (change.kind === 'leaveGroup') {
    const user = ownerOf(change.principalArn)?.name ?? change.principalArn
    return `# Take ${JSON.stringify(change.group)} out of the groups of this user, then apply.\n#   aws_iam_user_group_membership  ${user}`
  }
  const [ownerArn = '', inlineName = ''] =
    change.kind === 'detach'
      ? [change.ownerArn]
      : change.kind === 'putInline'
        ? [change.principalArn]
        : change.policyId.split('#')
  const owner = ownerOf(ownerArn)
  if (!owner) return ''
  if (change.kind === 'putInline')
    return inlineResource({ kind: kindOf(owner), name: owner.name }, change.policyName, change.text)
  return change.kind === 'detach'
    ? outOf(`aws_iam_${kindOf(owner)}_policy_attachment`, `${owner.name}/${change.policyId}`)
    : outOf(`aws_iam_${kindOf(owner)}_policy`, `${owner.name}:${inlineName}`)
}

const outOf = (type: string, id: string) =>
  `# Delete the resource with this import id from the configuration, then apply.\n#   ${type}  ${id}`
