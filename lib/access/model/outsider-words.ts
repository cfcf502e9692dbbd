import { parseArn, type TrustCaller } from '@/lib/iam/index'

export type PathKind = 'role' | 'user' | 'service' | 'federated' | 'account' | 'anyone'

export const ACCOUNT_ACCESS = 'account-access.amazonaws.com'
const ASSIGNED_UNREAD = 'people assigned in account access manager, not read'

function providerName(arn: string): string {
  if (arn === '*') return 'any identity provider of this account'
  const name = arn.split('-provider/')[1] ?? arn
  return name.startsWith('AWSSSO_') ? 'IAM Identity Center' : name
}

/** How somebody outside the account is called in a list, and what is said beside the name. */
export function outsiderInWords(
  { kind, value }: TrustCaller,
  note: string | null,
): { label: string; kind: PathKind; note: string | null } {
  if (kind === 'service' && value === ACCOUNT_ACCESS) {
    const notes = note ? `${ASSIGNED_UNREAD}; ${note}` : ASSIGNED_UNREAD
    return { label: 'IAM account access manager', kind: 'federated', note: notes }
  }
  if (kind === 'service') return { label: value === '*' ? 'any AWS service' : value, kind: 'service', note }
  if (kind === 'saml' || kind === 'oidc') return { label: providerName(value), kind: 'federated', note }
  if (kind === 'anyone') return { label: 'anyone', kind: 'anyone', note: note ?? 'in any AWS account' }
  if (kind === 'account')
    return { label: value, kind: 'account', note: note ?? 'another account; it decides who in it' }
  const arn = parseArn(value)
  const where = `in account ${arn?.account ?? ''}`
  return {
    label: arn?.resource ?? value,
    kind: kind === 'user' ? 'user' : 'role',
    note: note ? `${where}: ${note}` : where,
  }
}
