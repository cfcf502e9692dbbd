import { type Decision, evaluate, type LayerKind } from '@/lib/iam/index'
import type { Credentials } from '@/lib/simulator/aws/access-keys'
import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operation } from '@/lib/simulator/aws/call'
import { policyLayers } from '@/lib/simulator/aws/policy-layers'
import { principalContext, timeContext } from '@/lib/simulator/aws/principal-context'
import type { World } from '@/lib/simulator/world/world'

/** May these credentials open a connection as this database user? Asked by the database front. */
export function mayConnect(
  world: World,
  credentials: Credentials,
  connectArn: string,
  now = new Date(),
): Decision {
  // Absent on purpose, as the RDS guide lists them unsupported: aws:SourceIp, aws:SourceVpc, aws:UserAgent and their kin.
  const context = { ...principalContext(world, credentials), ...timeContext(now, credentials) }
  const layers = policyLayers(world, credentials.principalArn, credentials.sessionPolicies)
  const request = {
    principalArn: credentials.principalArn,
    action: 'rds-db:connect',
    resource: connectArn,
    context,
  }
  return evaluate(request, layers, 'strict').decision
}

/** Throws AWS's AccessDenied unless the caller's policies allow the operation. */
export function authorize(call: Call, operation: Operation): void {
  const resource = operation.resource(call)
  if (resource === null) return
  const { decision, layers } = evaluateCall(
    call,
    `${call.service}:${call.action}`,
    resource,
    operation.context?.(call),
  )
  if (decision === 'allowed') return
  const explicit = layers.find(layer => layer.decision === 'explicitDeny')
  const refusing = explicit ?? layers.find(layer => layer.decision !== 'allowed')
  throw accessDenied(call, resource, { kind: refusing?.kind ?? 'identity', explicit: explicit !== undefined })
}

/** The facts of a call over HTTP, with those that only its operation knows. */
export function callContext(call: Call, own: Record<string, string | string[]> = {}) {
  return {
    ...principalContext(call.world, call.credentials),
    ...timeContext(call.now, call.credentials),
    'aws:SourceIp': call.sourceIp,
    'aws:RequestedRegion': call.region,
    'aws:SecureTransport': 'true',
    ...own,
  }
}

function evaluateCall(
  call: Call,
  action: string,
  resource: string,
  own: Record<string, string | string[]> = {},
) {
  const { world, credentials } = call
  const context = callContext(call, own)
  const layers = policyLayers(world, credentials.principalArn, credentials.sessionPolicies)
  return evaluate({ principalArn: credentials.principalArn, action, resource, context }, layers, 'strict')
}

const LAYER_NAMES: Record<LayerKind, string> = {
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  scp: 'service control policy',
  session: 'session policy',
}

/** "Troubleshoot access denied error messages", IAM User Guide. */
export function accessDenied(
  call: Call,
  resource: string,
  why: { kind: LayerKind; explicit: boolean },
): AwsError {
  const action = `${call.service}:${call.action}`
  const name = LAYER_NAMES[why.kind]
  const article = name.startsWith('i') ? 'an' : 'a'
  const reason = why.explicit
    ? `with an explicit deny in ${article} ${name}`
    : `because no ${name} allows the ${action} action`
  const sentence = `User: ${call.credentials.callerArn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`
  return new AwsError('AccessDenied', 403, sentence)
}
