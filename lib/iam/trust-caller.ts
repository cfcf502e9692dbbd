import { parseArn } from './arn'
import type { Choices } from './fact-choices'
import type { ContextValue, Layer } from './policy-snapshot'

/**
 * Who asks to become a role. `account`: somebody of that account whom nothing singles out; `anyone`: somebody with an
 * AWS account of their own.
 */
export type CallerKind =
  | 'user'
  | 'role'
  | 'session'
  | 'federatedUser'
  | 'root'
  | 'service'
  | 'saml'
  | 'oidc'
  | 'account'
  | 'anyone'

export interface TrustCaller {
  kind: CallerKind
  /** An ARN, an account id, a service, a provider as the trust policy names it, or `*`. */
  value: string
  context: Record<string, ContextValue>
  absentKeys: string[]
  /** Its own policies. null: it has none (a service, a provider), or they lie in another account and were not read. */
  own: { layers: () => readonly Layer[] } | null
  choices?: Choices
  /** Why it is not known whether there is such a caller at all. */
  doubt?: string
}

/** The one action by which each kind of caller becomes a role (STS API Reference, "AssumeRole" and its two kin). */
export const ACTION_OF: Record<CallerKind, string | null> = {
  user: 'sts:AssumeRole',
  role: 'sts:AssumeRole',
  session: 'sts:AssumeRole',
  service: 'sts:AssumeRole',
  account: 'sts:AssumeRole',
  anyone: 'sts:AssumeRole',
  saml: 'sts:AssumeRoleWithSAML',
  oidc: 'sts:AssumeRoleWithWebIdentity',
  // Root user credentials cannot call AssumeRole; those of GetFederationToken call no STS action but GetCallerIdentity.
  root: null,
  federatedUser: null,
}

/** Keys that are in every such request, whatever their value (IAM User Guide, "AWS global condition context keys"). */
const ALWAYS = ['aws:currenttime', 'aws:epochtime', 'aws:requestedregion', 'sts:rolesessionname']
const OF_SERVICES: ReadonlySet<string> = new Set(ALWAYS)
const OF_PRINCIPALS: ReadonlySet<string> = new Set([
  ...ALWAYS,
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:userid',
])

/** In lower case. */
export function presentKeys({ kind, value }: TrustCaller): ReadonlySet<string> {
  if (kind === 'saml') return new Set([...ALWAYS, 'saml:aud', 'saml:iss', 'saml:sub'])
  if (kind === 'oidc') {
    const issuer = issuerOf(value).toLowerCase()
    return new Set([...ALWAYS, `${issuer}:aud`, `${issuer}:sub`])
  }
  return kind === 'service' ? OF_SERVICES : OF_PRINCIPALS
}

/** Facts of every request by a principal of AWS: STS speaks TLS only, and no service calls in its place. */
export const FACTS_OF_PRINCIPALS = { 'aws:SecureTransport': 'true', 'aws:PrincipalIsAWSService': 'false' }

/** Only a service that acts for a resource brings them (IAM User Guide, "AWS global condition context keys"). */
export const NOT_OF_PRINCIPALS = [
  'aws:PrincipalServiceName',
  'aws:PrincipalServiceNamesList',
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
]

/** The issuer as condition keys name it: what follows the provider's path, or the name of a built-in provider. */
export function issuerOf(provider: string): string {
  return provider.split(':oidc-provider/')[1] ?? provider
}

/** null for those who belong to no account. */
export function accountOfCaller({ kind, value }: TrustCaller): string | null {
  if (kind === 'account') return value
  if (kind === 'service' || kind === 'saml' || kind === 'oidc' || kind === 'anyone') return null
  return parseArn(value)?.account ?? null
}

/** Providers that IAM knows without an ARN (IAM User Guide, "Principal": OIDC federated principals). */
const BUILT_IN = new Set([
  'accounts.google.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
])

export function kindOfCaller(value: string): CallerKind {
  if (value === '*') return 'anyone'
  if (/^\d{12}$/.test(value)) return 'account'
  const arn = parseArn(value)
  if (arn === null) return BUILT_IN.has(value) ? 'oidc' : 'service'
  if (arn.resource.startsWith('saml-provider/')) return 'saml'
  if (arn.resource.startsWith('oidc-provider/')) return 'oidc'
  if (arn.service === 'sts') return arn.resource.startsWith('federated-user/') ? 'federatedUser' : 'session'
  if (arn.resource === 'root') return 'root'
  return arn.resource.startsWith('role/') ? 'role' : 'user'
}
