import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call } from '@/lib/simulator/aws/call'
import type {
  ControlPolicy,
  OrganizationLevel,
  WorldOrganization,
} from '@/lib/simulator/world/world-organization'

/** The caller's organisation. */
export function organizationOf({ world }: Call): WorldOrganization {
  if (world.organization) return world.organization
  throw new AwsError(
    'AWSOrganizationsNotInUseException',
    400,
    'Your account is not a member of an organization.',
  )
}

/** Everything but DescribeOrganization: whatever IAM allows, a member account is refused in a sentence without the action. */
export function readableBy(call: Call): WorldOrganization {
  const organization = organizationOf(call)
  const account = call.credentials.principalArn.split(':')[4] ?? ''
  if ([organization.managementAccountId, ...organization.delegatedAccounts].includes(account))
    return organization
  throw new AwsError('AccessDeniedException', 400, "You don't have permissions to access this resource.")
}

export function levelById({ levels }: WorldOrganization, id: string, fault: string): OrganizationLevel {
  const level = levels.find(each => each.id === id)
  if (level) return level
  throw new AwsError(fault, 400, `You specified an id that does not exist: ${id}`)
}

const organizationsArn = (owner: string, rest: string) => `arn:aws:organizations::${owner}:${rest}`

export function levelArn({ world }: Call, id: string): string {
  const { id: organizationId, managementAccountId } = world.organization ?? {
    id: '*',
    managementAccountId: '*',
  }
  const kind = id.startsWith('r-') ? 'root' : id.startsWith('ou-') ? 'ou' : 'account'
  return organizationsArn(managementAccountId, `${kind}/${organizationId}/${id}`)
}

export function policyArn(
  { world }: Call,
  policy: Pick<ControlPolicy, 'id' | 'type' | 'awsManaged'>,
): string {
  const kind = policy.type.toLowerCase()
  if (policy.awsManaged) return organizationsArn('aws', `policy/${kind}/${policy.id}`)
  const { id = '*', managementAccountId = '*' } = world.organization ?? {}
  return organizationsArn(managementAccountId, `policy/${id}/${kind}/${policy.id}`)
}
