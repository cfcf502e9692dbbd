import 'server-only'
import {
  type ContextKeyTypeEnum,
  type EvaluationResult,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { simulatorClient } from '@/lib/aws/clients'

export interface SimulatedDecision {
  decision: 'allowed' | 'explicitDeny' | 'implicitDeny'
  missingContextKeys: string[]
  /** Null: not in an organisation, or AWS does not say it of this resource alone. */
  organizationAllows: boolean | null
}

export interface Simulation {
  principalArn: string
  /** Connect ARNs of one Region: the Region is part of what AWS is told. */
  resources: readonly string[]
  /** What is known of the request: a key that AWS is not given counts as absent, and guards that exempt by it would refuse. */
  context: Readonly<Record<string, string | string[]>>
}

/** No limit of ResourceArns is documented; so many ARNs are some ten thousand letters of a request. */
const RESOURCES_A_CALL = 100

/** What AWS itself says of each connect ARN; one it did not speak of is not in the answer. */
export async function simulateConnect(
  account: Account,
  simulation: Simulation,
): Promise<Map<string, SimulatedDecision>> {
  const decisions = new Map<string, SimulatedDecision>()
  const { resources } = simulation
  for (let from = 0; from < resources.length; from += RESOURCES_A_CALL) {
    const some = resources.slice(from, from + RESOURCES_A_CALL)
    for (const result of await simulate(account, { ...simulation, resources: some }))
      for (const [resource, decision] of decisionsOf(result, some)) decisions.set(resource, decision)
  }
  return decisions
}

async function simulate(
  account: Account,
  { principalArn, resources, context }: Simulation,
): Promise<EvaluationResult[]> {
  const call = {
    action: 'iam:SimulatePrincipalPolicy',
    doing: `ask the AWS policy simulator about ${principalArn}`,
  }
  const results: EvaluationResult[] = []
  let marker: string | undefined
  do {
    const command = new SimulatePrincipalPolicyCommand({
      PolicySourceArn: principalArn,
      ActionNames: ['rds-db:connect'],
      ResourceArns: [...resources],
      ContextEntries: entriesOf(context),
      MaxItems: 1000,
      ...(marker ? { Marker: marker } : {}),
    })
    const page = await callAws(account, call, () => simulatorClient(account).send(command))
    results.push(...(page.EvaluationResults ?? []))
    marker = page.IsTruncated ? page.Marker : undefined
  } while (marker)
  return results
}

/** IAM User Guide, "AWS global condition context keys": what is no text. */
const TYPES: Record<string, ContextKeyTypeEnum> = {
  'aws:securetransport': 'boolean',
  'aws:multifactorauthpresent': 'boolean',
  'aws:multifactorauthage': 'numeric',
  'aws:principalisawsservice': 'boolean',
  'aws:viaawsservice': 'boolean',
}

function entriesOf(context: Simulation['context']) {
  return Object.entries(context).map(([name, value]) => ({
    ContextKeyName: name,
    ContextKeyValues: [value].flat(),
    ContextKeyType: typeof value !== 'string' ? 'stringList' : (TYPES[name.toLowerCase()] ?? 'string'),
  }))
}

const DECISIONS = ['allowed', 'explicitDeny', 'implicitDeny'] as const
const isDecision = (text: unknown) => DECISIONS.find(decision => decision === text)

/**
 * IAM API Reference, EvaluationResult: the top level is the most restrictive over all resources of the call, also where
 * there is one result a resource, as before; what is decisions of each stands in ResourceSpecificResults.
 */
function decisionsOf(result: EvaluationResult, asked: readonly string[]): [string, SimulatedDecision][] {
  const [only] = asked
  const alone = asked.length === 1
  const parts = result.ResourceSpecificResults ?? []
  const each = (
    name: string | undefined,
    text: unknown,
    missing: string[],
  ): [string, SimulatedDecision][] => {
    const resource = alone ? only : name
    const decision = isDecision(text)
    if (!decision || resource === undefined || !asked.includes(resource)) return []
    const organizationAllows = organizationOf(result, { alone, decision })
    return [[resource, { decision, missingContextKeys: missing, organizationAllows }]]
  }
  if (parts.length === 0 && !alone && result.EvalDecision !== 'allowed') return []
  if (parts.length === 0)
    return each(result.EvalResourceName, result.EvalDecision, result.MissingContextValues ?? [])
  return parts.flatMap(part =>
    each(part.EvalResourceName, part.EvalResourceDecision, part.MissingContextValues ?? []),
  )
}

/** OrganizationsDecisionDetail stands at the top alone: a refusal there is of one resource only where one was asked. */
function organizationOf(
  { OrganizationsDecisionDetail }: EvaluationResult,
  { alone, decision }: { alone: boolean; decision: SimulatedDecision['decision'] },
): boolean | null {
  const allows = OrganizationsDecisionDetail?.AllowedByOrganizations ?? null
  if (alone || allows !== false) return allows
  return decision === 'allowed' ? true : null
}
