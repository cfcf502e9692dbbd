import { type TrustEdge, trustEdges } from '@/lib/iam/index'
import { ACCOUNT_ACCESS } from './outsider-words'
import { isServiceLinked, type PrincipalGroup } from './principal'

export interface PrincipalClass {
  group: PrincipalGroup
  /** One short phrase; null when nothing is known. */
  description: string | null
  /** Why AWS lets nobody edit it; null when it may be edited. */
  unmodifiable: string | null
}

export interface PrincipalFacts {
  kind: 'role' | 'user'
  path: string
  name: string
  trustText: string | null
  tags: Record<string, string>
  /** Whether some instance profile carries the role. */
  instanceProfile?: boolean
}

const SERVICES: Record<string, string> = {
  'ec2.amazonaws.com': 'EC2 instance role',
  'ecs-tasks.amazonaws.com': 'ECS task role',
  'ecs.amazonaws.com': 'ECS service role',
  'lambda.amazonaws.com': 'Lambda function role',
  'pods.eks.amazonaws.com': 'EKS pod role',
  'eks.amazonaws.com': 'EKS cluster role',
  'rds.amazonaws.com': 'RDS service role',
  'glue.amazonaws.com': 'Glue job role',
  'batch.amazonaws.com': 'Batch role',
  'states.amazonaws.com': 'Step Functions role',
  'codebuild.amazonaws.com': 'CodeBuild role',
  'sagemaker.amazonaws.com': 'SageMaker role',
  'build.apprunner.amazonaws.com': 'App Runner role',
  'tasks.apprunner.amazonaws.com': 'App Runner role',
  'rolesanywhere.amazonaws.com': 'IAM Roles Anywhere role',
}

/** Only under these paths does AWS refuse edits: IAM Identity Center user guide; IAM user guide, "Service-linked roles". */
function reserved({ path, kind }: PrincipalFacts): PrincipalClass | null {
  if (kind !== 'role') return null
  if (isServiceLinked({ path }))
    return {
      group: 'workloads',
      description: 'Service-linked role',
      unmodifiable: 'AWS owns this service-linked role; its policies cannot be changed.',
    }
  if (path.startsWith('/aws-reserved/'))
    return {
      group: 'people',
      description: 'SSO permission set',
      unmodifiable: 'IAM Identity Center owns this role; change the permission set instead.',
    }
  return null
}

function ofService(service: string): PrincipalClass {
  const name = service.replace(/\.amazonaws\.com(\.cn)?$/, '')
  const plain = service.replace(/\.cn$/, '')
  return { group: 'workloads', description: SERVICES[plain] ?? `Service role (${name})`, unmodifiable: null }
}

function ofProvider(arn: string): PrincipalClass {
  if (arn.includes('token.actions.githubusercontent.com')) return workload('GitHub Actions role')
  if (/gitlab/i.test(arn)) return workload('GitLab CI role')
  if (/oidc\.eks\./.test(arn)) return workload('EKS service account role')
  return workload('Web identity role')
}

const workload = (description: string): PrincipalClass => ({
  group: 'workloads',
  description,
  unmodifiable: null,
})

function fromEdges(edges: readonly TrustEdge[]): PrincipalClass | null {
  const allowed = edges.filter(edge => edge.effect === 'Allow').map(edge => edge.principal)
  const first = (kind: TrustEdge['principal']['kind']) => allowed.find(principal => principal.kind === kind)
  if (first('saml')) return { group: 'people', description: 'SAML federated role', unmodifiable: null }
  const provider = first('oidc')
  if (provider) return ofProvider(provider.value)
  const services = allowed.filter(({ kind }) => kind === 'service')
  // Account access manager lends the role to people of IAM Identity Center (IAM Identity Center User Guide).
  if (services.some(({ value }) => value === ACCOUNT_ACCESS))
    return { group: 'people', description: 'IAM account access manager', unmodifiable: null }
  const [service] = services
  if (service) return ofService(service.value)
  if (first('anyone')) return { group: 'people', description: 'Role anyone may assume', unmodifiable: null }
  return null
}

const TAG_KEYS = /^(principal-?type|identity-?type|kind|actor|used-?by)$/i
const HUMAN = /^(human|humans|person|people|staff|employee)$/i
const MACHINE = /^(machine|workload|service|application|app|ci|automation|bot)$/i

function fromTags(tags: Record<string, string>): PrincipalGroup | null {
  const value = Object.entries(tags).find(([key]) => TAG_KEYS.test(key))?.[1] ?? ''
  if (HUMAN.test(value)) return 'people'
  return MACHINE.test(value) ? 'workloads' : null
}

function fromPath(path: string): PrincipalGroup | null {
  if (/\/(people|humans|staff|sso|users)\//i.test(path)) return 'people'
  return /\/(workloads?|services?|service-role|apps?|ci|tasks|lambda|pods|automation)\//i.test(path)
    ? 'workloads'
    : null
}

/** People, workloads or IAM users. What is said on purpose (tags) wins over what the trust policy lets one guess. */
export function classifyPrincipal(facts: PrincipalFacts): PrincipalClass {
  if (facts.kind === 'user') return { group: 'iamUsers', description: null, unmodifiable: null }
  const fixed = reserved(facts)
  if (fixed) return fixed
  const trusted = fromEdges(facts.trustText ? trustEdges(facts.trustText).edges : [])
  const profile = facts.instanceProfile ? workload('EC2 instance role') : null
  const guess = trusted ?? profile
  const group = fromTags(facts.tags) ?? guess?.group ?? fromPath(facts.path) ?? 'people'
  return { group, description: guess?.description ?? null, unmodifiable: null }
}
