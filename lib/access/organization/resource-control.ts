import { upper } from '@/lib/access/model/clause'
import type { Organization } from '@/lib/access/model/organization'
import { matchesWildcard, parseDocument, type Statement } from '@/lib/iam/index'

/** What becoming a role asks for. */
const ASSUMING = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:SetSourceIdentity',
  'sts:TagSession',
]

function mayDenyAssuming({ effect, action }: Statement): boolean {
  if (effect === 'Allow') return false
  if (!action) return true
  return ASSUMING.some(
    asked =>
      action.patterns.some(pattern => matchesWildcard(pattern, asked, { ignoreCase: true })) !== action.not,
  )
}

/** Names of the RCPs that can stop somebody from becoming a role; one that cannot be read counts. */
export function rcpsOverAssuming({ resourceControlPolicies }: Organization): string[] {
  return resourceControlPolicies
    .filter(({ text }) => parseDocument(text).document?.statements.some(mayDenyAssuming) ?? true)
    .map(({ name }) => name)
}

/**
 * What is known of the RCPs, in one sentence. Organizations User Guide, "Resource control policies": they cover `sts` and
 * not `rds-db`. Ways into a role are told without them.
 */
export function resourceControlInWords(organization: Organization): string {
  if (organization.resourceControl === 'none') return 'None bind this account.'
  if (organization.resourceControl === 'unread')
    return 'Not read. They say nothing about database logins, but can stop somebody from becoming a role.'
  const limiting = rcpsOverAssuming(organization)
  if (limiting.length === 0) return 'Read. None of them limits who becomes a role.'
  const verb = limiting.length === 1 ? 'limits' : 'limit'
  return `Read. ${limiting.join(', ')} ${verb} who becomes a role; ways into a role are shown without that.`
}

/** Beside the ways into a role: what of the organisation may still forbid them; null where that is known to be nothing. */
export function waysCaveat(organization: Organization): string | null {
  const { serviceControl, resourceControl } = organization
  const unread = [
    ...(serviceControl.state === 'unread' ? ['service control policies'] : []),
    ...(resourceControl === 'unread' ? ['resource control policies'] : []),
  ]
  if (unread.length > 0)
    return upper(`${unread.join(' and ')}, which can forbid becoming a role, are not read.`)
  return rcpsOverAssuming(organization).length > 0 ? resourceControlInWords(organization) : null
}
