import type { TrustCaller } from './trust-caller'

/**
 * What a service asks for beyond sts:AssumeRole: EKS User Guide, "Create IAM role with trust policy required by EKS Pod
 * Identity"; IAM Roles Anywhere User Guide, "Trust model"; IAM Identity Center User Guide, "Account access manager".
 */
const FURTHER: Record<string, string[]> = {
  'pods.eks.amazonaws.com': ['sts:TagSession'],
  'rolesanywhere.amazonaws.com': ['sts:SetSourceIdentity', 'sts:TagSession'],
  'account-access.amazonaws.com': ['sts:SetContext'],
}

export function furtherActions({ kind, value }: TrustCaller): string[] {
  return kind === 'service' ? (FURTHER[value] ?? []) : []
}
