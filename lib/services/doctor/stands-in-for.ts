import 'server-only'
import type { Principal } from '@/lib/access/model/principal'

const trusts = ({ trustText }: Principal, service: string) => trustText?.includes(service) ?? false

/** Roles that a program signs as where its own is not wired up. EKS User Guide, "IAM roles for service accounts"; ECS, "Task execution role". */
export function standsInFor(signer: Principal): string | null {
  const held = signer.policies.identity.map(({ policyId }) => policyId)
  if (held.some(id => /AmazonEKSWorkerNodePolicy$/.test(id)))
    return 'That is the role of the node: the pod’s own role was not used. Check its service account and EKS Pod Identity.'
  if (held.some(id => /AmazonECSTaskExecutionRolePolicy$/.test(id)))
    return 'That is the task execution role, which starts the task: the program signs with the task role.'
  if (trusts(signer, 'ec2.amazonaws.com'))
    return 'That is the role of an EC2 instance: every program on it signs as it unless it has credentials of its own.'
  return null
}
