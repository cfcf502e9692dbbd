export type PolicyKind = 'inline' | 'customerManaged' | 'awsManaged' | 'scp' | 'session'

/**
 * One policy document as read from AWS. `id` is the ARN of a managed policy (or SCP), or
 * `<principal or group ARN>#<policy name>` for an inline one. `text` is decoded JSON and may be malformed.
 */
export interface PolicySource {
  id: string
  name: string
  kind: PolicyKind
  versionId: string | null
  text: string
}

export type LayerKind = 'identity' | 'boundary' | 'scp' | 'session'

/** How a policy reaches a principal: directly, or through a group of that name. */
export interface PolicyAttachment {
  policyId: string
  viaGroup: string | null
}

export type ContextValue = string | string[]

export interface PrincipalPolicies {
  arn: string
  /** Facts known about the principal itself (aws:username, aws:PrincipalTag/…). Keys are compared without case. */
  context: Record<string, ContextValue>
  /** Keys known NOT to be in the request (aws:username for a role). Anything neither known nor absent is unknown. */
  absentKeys: string[]
  identity: PolicyAttachment[]
  /** null: none. 'unread': there is one but it could not be read, so that layer is unknown. */
  boundary: PolicyAttachment | null | 'unread'
  /** Each SCP level (root, OU…, account): the policies of the level. [] = no SCP level is evaluated. */
  scpLevels: PolicyAttachment[][]
}

export interface PolicySnapshot {
  policies: PolicySource[]
  principals: PrincipalPolicies[]
}

/** What must allow together: the identity policies, the boundary, one SCP level, the session policies. */
export interface Layer {
  kind: LayerKind
  policies: { source: PolicySource; viaGroup: string | null }[]
  /** Why the layer could not be read: it then counts as unknown, whatever policies it lists. */
  unread?: string
}
