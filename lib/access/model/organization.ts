import { formatClock } from '@/lib/format'
import type { ServiceControl } from '@/lib/iam/index'
import { AS_FAR_AS_READ } from './as-far-as-read'
import { isServiceLinked, type Principal } from './principal'

/** Organizations User Guide, "Resource control policies". */
export interface ResourceControlPolicy {
  id: string
  name: string
  text: string
}

/**
 * The organisation that the account belongs to, as far as it could be read. Whom its SCPs bind stands with each principal,
 * in `policies.serviceControl`; `serviceControl` here is what binds a principal without an exemption.
 */
export interface Organization {
  /** `o-…`; null: in none, or not known. */
  id: string | null
  managementAccountId: string | null
  serviceControl: ServiceControl
  /** RCPs do not cover `rds-db`; they do cover `sts`: who may become a role. */
  resourceControl: 'none' | 'read' | 'unread'
  /** Of all levels together: an RCP beside AWS's own can only deny, so levels do not matter. Empty unless read. */
  resourceControlPolicies: ResourceControlPolicy[]
  /** ARN of the role that it was read as; null: our own credentials. */
  readAs: string | null
  /** ISO: when it was asked. */
  readAt: string
}

const nothing = { id: null, managementAccountId: null, resourceControlPolicies: [], readAs: null }

/** Organizations API Reference, AWSOrganizationsNotInUseException: then there are no SCPs, which is known. */
export function noOrganization(readAt: string): Organization {
  return { ...nothing, serviceControl: { state: 'none' }, resourceControl: 'none', readAt }
}

export function unreadOrganization(readAt: string): Organization {
  return { ...nothing, serviceControl: { state: 'unread' }, resourceControl: 'unread', readAt }
}

/** Organizations User Guide, "SCPs": service-linked roles are exempt. Root users of member accounts are not. */
export function serviceControlOver(principal: Principal, { serviceControl }: Organization): Principal {
  const over: ServiceControl = isServiceLinked(principal) ? { state: 'none' } : serviceControl
  return { ...principal, policies: { ...principal.policies, serviceControl: over } }
}

const COUNTED = (count: number) => (count === 1 ? '1 level' : `${count} levels`)

/** What is known of the SCPs over one principal, in one sentence. `readAt`: when the organisation was asked. */
export function serviceControlInWords(control: ServiceControl, readAt: string): string {
  if (control.state === 'none') return 'No organisation policy binds it.'
  if (control.state === 'unread') return 'Organisation policies were not read.'
  return `Organisation policies of ${COUNTED(control.levels.length)}, read ${formatClock(readAt)} UTC, are in the verdicts.`
}

/** Why verdicts stand with or without SCPs, for the account as a whole. */
export function organizationInWords(
  { id, managementAccountId, ...known }: Organization,
  accountId: string,
): string {
  const { state } = known.serviceControl
  if (state === 'unread') return `Not read. Verdicts hold ${AS_FAR_AS_READ}: an SCP can still deny.`
  if (state === 'read') return 'Read. They are in every verdict.'
  if (id === null) return 'None: this account is in no organisation.'
  return managementAccountId === accountId
    ? 'None bind this account: it is the management account.'
    : 'None: SCPs are switched off in this organisation.'
}

/** For the foot of a page of verdicts that SCPs are part of; null: none bind the account, or they are unread. */
export function scpsReadAt({ serviceControl, readAt }: Organization): string | null {
  return serviceControl.state === 'read' ? readAt : null
}
