import { parseArn } from './arn'

export type TrustPrincipalKind =
  | 'account'
  | 'user'
  | 'role'
  | 'session'
  | 'anyone'
  | 'service'
  | 'saml'
  | 'oidc'
  | 'deleted'
  | 'canonicalUser'

export interface TrustPrincipal {
  kind: TrustPrincipalKind
  /** The account id of an account; otherwise as written. */
  value: string
}

/** A unique id stands where a named user or role has been deleted (IAM User Guide, "Principal"). */
const UNIQUE_ID = /^A(?:IDA|ROA|SIA|GPA|NPA|NVA|PKA|SCA|BIA|CCA)[A-Z0-9]{12,}(?::.+)?$/

/** null when the form is none that IAM knows. */
export function readTrustPrincipal(type: string, value: string): TrustPrincipal | null {
  if (type === '*') return { kind: 'anyone', value: '*' }
  if (type === 'Service') return { kind: 'service', value }
  if (type === 'CanonicalUser') return { kind: 'canonicalUser', value }
  if (type === 'Federated') return { kind: value.includes(':saml-provider/') ? 'saml' : 'oidc', value }
  return readAwsPrincipal(value)
}

function readAwsPrincipal(value: string): TrustPrincipal | null {
  if (value === '*') return { kind: 'anyone', value }
  if (/^\d{12}$/.test(value)) return { kind: 'account', value }
  if (UNIQUE_ID.test(value)) return { kind: 'deleted', value }
  const arn = parseArn(value)
  if (arn === null || !/^\d{12}$/.test(arn.account)) return null
  if (arn.service === 'iam' && arn.resource === 'root') return { kind: 'account', value: arn.account }
  if (arn.service === 'iam' && arn.resource.startsWith('user/')) return { kind: 'user', value }
  if (arn.service === 'iam' && arn.resource.startsWith('role/')) return { kind: 'role', value }
  if (arn.service === 'sts') return { kind: 'session', value }
  return null
}
