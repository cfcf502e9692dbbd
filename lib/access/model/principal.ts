import type { PrincipalPolicies } from '@/lib/iam/index'
import type { UserCredentials } from './user-credentials'

/** How the matrix groups its rows. */
export type PrincipalGroup = 'people' | 'workloads' | 'iamUsers'

/** An IAM user or role with its policy layers. A group is not one: it lends policies. */
export interface Principal {
  arn: string
  /** `role/oncall-sre`, `user/ci-legacy`: no path. */
  label: string
  name: string
  kind: 'role' | 'user'
  group: PrincipalGroup
  /** `ECS task role`, `SSO permission set`, `Service-linked role` …: one short phrase, null when nothing is known. */
  description: string | null
  path: string
  accountId: string
  /** `AROA…`, `AIDA…` */
  uniqueId: string
  policies: PrincipalPolicies
  /** IAM groups of a user. */
  groups: string[]
  boundaryArn: string | null
  /** Trust policy of a role, decoded; null for users. */
  trustText: string | null
  tags: Record<string, string>
  /** ISO; null: never, or not known. */
  lastUsedAt: string | null
  lastUsedRegion: string | null
  /** Of an IAM user; null: a role, or not read. */
  credentials: UserCredentials | null
  /** Roles that AWS does not let anyone edit (service-linked, reserved SSO roles): the reason, else null. */
  unmodifiable: string | null
}

/** IAM User Guide, "Create a service-linked role": AWS makes and binds these by itself. */
export const isServiceLinked = ({ path }: Pick<Principal, 'path'>): boolean =>
  path.startsWith('/aws-service-role/')
