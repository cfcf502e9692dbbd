import 'server-only'
import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import { iamClient } from '@/lib/aws/clients'
import { callAws } from '@/lib/aws/errors'
import { AppError } from '@/lib/errors'

export interface SimulatedDecision {
  decision: 'allowed' | 'explicitDeny' | 'implicitDeny'
  missingContextKeys: string[]
  /** Names of the policies whose statements matched. */
  matchedPolicies: string[]
  /** Null: not in an organisation, or AWS does not say. */
  organizationAllows: boolean | null
  boundaryAllows: boolean | null
}

/** IAM User Guide, "Testing IAM policies with the IAM policy simulator": what AWS itself says of one connect ARN. */
export async function simulateConnect(principalArn: string, connectArn: string): Promise<SimulatedDecision> {
  const call = {
    action: 'iam:SimulatePrincipalPolicy',
    doing: `ask the AWS policy simulator about ${principalArn}`,
  }
  const { EvaluationResults } = await callAws(call, () =>
    iamClient().send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: principalArn,
        ActionNames: ['rds-db:connect'],
        ResourceArns: [connectArn],
      }),
    ),
  )
  const result = EvaluationResults?.[0]
  const decision = result?.EvalDecision
  if (decision !== 'allowed' && decision !== 'explicitDeny' && decision !== 'implicitDeny') {
    throw new AppError('unavailable', 'The AWS policy simulator gave no decision.')
  }
  return {
    decision,
    missingContextKeys: result?.MissingContextValues ?? [],
    matchedPolicies: (result?.MatchedStatements ?? []).flatMap(({ SourcePolicyId }) => SourcePolicyId ?? []),
    organizationAllows: result?.OrganizationsDecisionDetail?.AllowedByOrganizations ?? null,
    boundaryAllows: result?.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary ?? null,
  }
}
