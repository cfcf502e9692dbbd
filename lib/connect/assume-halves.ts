import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { ownCaller } from '@/lib/access/decide/own-callers'
import { indexOfPrincipal } from '@/lib/access/decide/principal-index'
import { askTrust } from '@/lib/access/decide/trust-ways'
import type { Principal } from '@/lib/access/model/principal'
import { DECISIONS, type Decision } from '@/lib/iam/index'

const OWN: Record<Decision, string> = {
  allowed: 'allows it',
  conditional: 'allows it on a condition',
  explicitDeny: 'denies it',
  implicitDeny: 'does not allow it',
}

const TRUST: Record<Decision, string> = {
  allowed: 'lets it in',
  conditional: 'lets it in on a condition',
  explicitDeny: 'denies it',
  implicitDeny: 'does not let it in',
}

/**
 * Both halves of becoming a role, as read: AWS's refusal does not tell which one said no (IAM User Guide, "Troubleshoot
 * IAM roles"). Null: the caller or the trust policy was not read.
 */
export function assumeHalves(access: CompiledAccess, caller: Principal, role: Principal): string | null {
  const index = indexOfPrincipal(access, caller.arn)
  if (index === null || role.trustText === null) return null
  const own = DECISIONS[access.assuming().column(role.arn)[index] ?? 0] ?? 'implicitDeny'
  const trust = askTrust(access, role, ownCaller(access, caller), 'allowed').decision
  return `As read, the policy of ${caller.label} ${OWN[own]} (sts:AssumeRole on ${role.arn}), and the trust policy of ${role.label} ${TRUST[trust]}.`
}
