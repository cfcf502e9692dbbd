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

/** One level of the organisation, by name. */
export interface LevelName {
  kind: 'root' | 'organizationalUnit' | 'account'
  /** As named in the organisation: `Root`, `Production`, `larkspur-prod`. */
  name: string
  /** `r-…`, `ou-…` or the account id. */
  id: string
}

/** One level on the way down to the account. One of its SCPs must allow; a Deny of any denies. */
export interface ServiceControlLevel extends LevelName {
  policies: PolicyAttachment[]
}

/**
 * The SCPs over a principal: none bind it (no organisation, the management account, a service-linked role), those of every
 * level, or nobody could read them. Unread ones are left out of the decision, which then holds as far as read.
 */
export type ServiceControl =
  | { state: 'none' }
  | { state: 'read'; levels: ServiceControlLevel[] }
  | { state: 'unread' }

export interface PrincipalPolicies {
  arn: string
  /** Facts known about the principal itself (aws:username, aws:PrincipalTag/…). Keys are compared without case. */
  context: Record<string, ContextValue>
  /**
   * Keys known NOT to be in the request: `aws:username` for a role, `aws:PrincipalTag/*` where `context` holds every tag.
   * Anything neither known nor absent is unknown.
   */
  absentKeys: string[]
  /** Keys of which only the beginning of the value is known: `aws:userid` of a role is `AROA…:` and the session's name. */
  beginnings?: Record<string, string>
  identity: PolicyAttachment[]
  /** null: none. 'unread': there is one but it could not be read, so that layer is unknown. */
  boundary: PolicyAttachment | null | 'unread'
  serviceControl: ServiceControl
}

export interface PolicySnapshot {
  policies: PolicySource[]
  principals: PrincipalPolicies[]
}

/** What must allow together: the identity policies, the boundary, one SCP level, the session policies. */
export interface Layer {
  kind: LayerKind
  policies: { source: PolicySource; viaGroup: string | null }[]
  /** Of an SCP layer: the level that it stands for. */
  level?: LevelName
  /** Why the layer could not be read: it then counts as unknown, whatever policies it lists. */
  unread?: string
}
