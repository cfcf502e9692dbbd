import {
  type ContextValue,
  displayText,
  type Evaluation,
  evaluate,
  type Layer,
  type Reason,
} from '@/lib/iam/index'
import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operations } from '@/lib/simulator/aws/call'
import { noSuchEntity } from '@/lib/simulator/aws/iam/find-entity'
import { page } from '@/lib/simulator/aws/iam/iam-paging'
import { identityPolicies, policyLayers } from '@/lib/simulator/aws/policy-layers'
import { members, type XmlObject } from '@/lib/simulator/aws/xml'
import type { IamEntity } from '@/lib/simulator/world/iam-world'

interface Source {
  arn: string
  layers: Layer[]
  context: Record<string, ContextValue>
}

/** Long answers end early, whatever MaxItems asks for. */
const RESULT_CHARACTERS = 5_000

export const simulatePrincipalPolicy: Operations = {
  SimulatePrincipalPolicy: {
    resource: call => call.parameters.text('PolicySourceArn') ?? '*',
    perform(call) {
      const { parameters } = call
      const source = readSource(call)
      const actions = parameters.list('ActionNames.member')
      if (actions.length === 0) throw parameters.invalid('ActionNames', null, 'Member must not be null')
      for (const action of actions) checkAction(action)
      const named = parameters.list('ResourceArns.member')
      const resources = named.length > 0 ? named : ['*']
      const pairs = actions.flatMap(action => resources.map(resource => ({ action, resource })))
      const { items, more } = page(pairs, parameters, () => RESULT_CHARACTERS)
      const asked = [...new Set(items.map(({ action }) => action))].map(action => ({
        action,
        resources: items.filter(item => item.action === action).map(({ resource }) => resource),
      }))
      return {
        ...more,
        EvaluationResults: members(asked.map(each => resultXml(source, each.action, each.resources))),
      }
    },
  },
}

function readSource(call: Call): Source {
  const { parameters, world } = call
  const arn = parameters.required('PolicySourceArn')
  const entity = findSource(call, arn)
  if (!entity) throw noSuchEntity(`The policy source with ARN ${arn} cannot be found.`)
  const layers: Layer[] =
    entity.kind === 'group'
      ? [{ kind: 'identity', policies: identityPolicies(world, entity) }]
      : policyLayers(world, entity.arn)
  const added = extraPolicies('PolicyInputList', parameters.list('PolicyInputList.member'))
  const identity = layers.find(({ kind }) => kind === 'identity')
  identity?.policies.push(...added)
  const boundaries = parameters.list('PermissionsBoundaryPolicyInputList.member')
  const kept = boundaries.length === 0 ? layers : layers.filter(({ kind }) => kind !== 'boundary')
  if (boundaries.length > 0) {
    kept.push({ kind: 'boundary', policies: extraPolicies('PermissionsBoundaryPolicyInputList', boundaries) })
  }
  return { arn, layers: kept, context: simulatedContext(call, entity) }
}

function findSource({ world }: Call, arn: string): IamEntity | undefined {
  const name = arn.slice(arn.lastIndexOf('/') + 1).toLowerCase()
  const candidates = [world.users.get(name), world.groups.get(name), world.roles.get(name)]
  return candidates.find(entity => entity?.arn === arn)
}

function extraPolicies(list: string, texts: readonly string[]): Layer['policies'] {
  return texts.map((text, index) => {
    const id = `${list}.${index + 1}`
    return { source: { id, name: id, kind: 'inline' as const, versionId: null, text }, viaGroup: null }
  })
}

/** The keys that the simulator fills in by itself; the caller's entries win. */
function simulatedContext({ world, parameters }: Call, entity: IamEntity): Record<string, ContextValue> {
  const context: Record<string, ContextValue> = {
    'aws:PrincipalArn': entity.arn,
    'aws:PrincipalAccount': world.accountId,
    'aws:PrincipalType': entity.kind === 'user' ? 'User' : 'AssumedRole',
    'aws:userid': entity.id,
  }
  if (world.organization) context['aws:PrincipalOrgID'] = world.organization.id
  if (entity.kind === 'user') context['aws:username'] = entity.name
  if (entity.kind !== 'group')
    for (const { key, value } of entity.tags) context[`aws:PrincipalTag/${key}`] = value
  for (const entry of parameters.structures('ContextEntries.member')) {
    const values = entry.list('ContextKeyValues.member')
    const single = (entry.text('ContextKeyType') ?? 'string').endsWith('List') ? values : values[0]
    if (single !== undefined) context[entry.required('ContextKeyName')] = single
  }
  return context
}

/** IAM API Reference, EvaluationResult: one an action, its decision the most restrictive over all its resources. */
function resultXml(source: Source, action: string, resources: readonly string[]): XmlObject {
  const all = resources.map(resource => simulated(source, action, resource))
  const worst = ['explicitDeny', 'implicitDeny', 'allowed'].find(decision =>
    all.some(each => each.decision === decision),
  )
  const answers = all.map(({ answer }) => answer)
  return {
    EvalActionName: action,
    EvalResourceName: resources.length === 1 ? resources[0] : '*',
    EvalDecision: worst,
    ...sharedXml(source, all),
    OrganizationsDecisionDetail: detail(answers, 'scp', 'AllowedByOrganizations'),
    PermissionsBoundaryDecisionDetail: detail(answers, 'boundary', 'AllowedByPermissionsBoundary'),
    ResourceSpecificResults: members(
      all.map(each => ({
        EvalResourceName: each.resource,
        EvalResourceDecision: each.decision,
        ...sharedXml(source, [each]),
        PermissionsBoundaryDecisionDetail: detail([each.answer], 'boundary', 'AllowedByPermissionsBoundary'),
      })),
    ),
  }
}

interface Simulated {
  resource: string
  decision: string
  answer: Evaluation
  missing: string[]
}

function simulated(source: Source, action: string, resource: string): Simulated {
  const request = { principalArn: source.arn, action, resource, context: source.context }
  const answer = evaluate(request, source.layers, 'strict')
  const decision = answer.decision === 'conditional' ? 'implicitDeny' : answer.decision
  return { resource, decision, answer, missing: missingKeys(source, request) }
}

/** Keys of service control policies are not among them. */
function missingKeys(source: Source, request: Parameters<typeof evaluate>[0]): string[] {
  const own = source.layers.filter(({ kind }) => kind !== 'scp')
  return evaluate(request, own, 'discovery').missingContextKeys
}

function sharedXml(source: Source, all: readonly Simulated[]): XmlObject {
  // Matching SCP statements are not shown to an account.
  const reasons = all.flatMap(({ answer }) => answer.reasons).filter(({ layer }) => layer !== 'scp')
  return {
    MatchedStatements: members(reasons.map(reason => statementXml(source, reason))),
    MissingContextValues: members([...new Set(all.flatMap(({ missing }) => missing))]),
  }
}

function detail(
  answers: readonly Evaluation[],
  kind: 'scp' | 'boundary',
  name: string,
): XmlObject | undefined {
  const layers = answers.flatMap(answer => answer.layers).filter(layer => layer.kind === kind)
  return layers.length === 0 ? undefined : { [name]: layers.every(({ decision }) => decision === 'allowed') }
}

function statementXml(source: Source, reason: Reason): XmlObject {
  const policy = source.layers
    .flatMap(({ policies }) => policies)
    .find(found => found.source.id === reason.policyId)
  const lastLine = displayText(policy?.source.text ?? '').split('\n')[reason.lines.to - 1] ?? ''
  return {
    SourcePolicyId: reason.policyName,
    SourcePolicyType: 'IAM Policy',
    StartPosition: { Line: reason.lines.from, Column: 1 },
    EndPosition: { Line: reason.lines.to, Column: lastLine.length + 1 },
  }
}

function checkAction(action: string): void {
  if (/^[a-z0-9-]+:[A-Za-z0-9]+$/i.test(action)) return
  throw new AwsError('InvalidInput', 400, `Invalid action name: ${action}`)
}
