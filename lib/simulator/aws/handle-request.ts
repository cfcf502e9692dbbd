import { failure, success } from '@/lib/simulator/aws/answer'
import { answerUnderFaults, withoutOmitted } from '@/lib/simulator/aws/apply-faults'
import { header, type SignedRequest } from '@/lib/simulator/aws/authorization'
import { accessDenied, authorize } from '@/lib/simulator/aws/authorize'
import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operations } from '@/lib/simulator/aws/call'
import type { FaultRule, Faults } from '@/lib/simulator/aws/faults'
import type { Answer } from '@/lib/simulator/aws/http-answer'
import { iamOperations } from '@/lib/simulator/aws/iam/iam-operations'
import { jsonAction, jsonValues } from '@/lib/simulator/aws/json'
import { logsOperations } from '@/lib/simulator/aws/logs/logs-operations'
import { monitoringOperations } from '@/lib/simulator/aws/monitoring/monitoring-operations'
import { organizationsOperations } from '@/lib/simulator/aws/organizations/organizations-operations'
import { Parameters } from '@/lib/simulator/aws/parameters'
import { rdsOperations } from '@/lib/simulator/aws/rds/rds-operations'
import { secretsOperations } from '@/lib/simulator/aws/secretsmanager/secrets-operations'
import {
  isJsonService,
  type JsonService,
  jsonServiceOf,
  type QueryService,
  type ServiceName,
  scopeOfService,
} from '@/lib/simulator/aws/service-name'
import { invalidToken, verifySignature } from '@/lib/simulator/aws/signature'
import { stsOperations } from '@/lib/simulator/aws/sts/sts-operations'
import type { World } from '@/lib/simulator/world/world'

export interface Surroundings {
  world: World
  faults: Faults
  now: () => Date
  settleMs: number
}

export interface Incoming {
  request: SignedRequest
  sourceIp: string
  requestId: string
}

interface Asked extends Incoming {
  values: Map<string, string>
  service: ServiceName
  action: string
}

const JSON_OPERATIONS: Record<JsonService, Operations> = {
  organizations: organizationsOperations,
  logs: logsOperations,
  cloudwatch: monitoringOperations,
  secretsmanager: secretsOperations,
}

const SERVICES: Record<QueryService, { version: string; operations: Operations }> = {
  rds: { version: '2014-10-31', operations: rdsOperations },
  iam: { version: '2010-05-08', operations: iamOperations },
  sts: { version: '2011-06-15', operations: stsOperations },
}

/** Null: the connection is to be cut without an answer. */
export async function handleRequest(incoming: Incoming, around: Surroundings): Promise<Answer | null> {
  const { request, requestId } = incoming
  const [, , region = '', scoped] = scopeOf(request)
  const { service, action, values } = readAsked(request, scoped)
  const laterPage = ['Marker', 'NextToken', 'nextToken'].some(name => values.has(name))
  const hits = around.faults.hits({ service, action, region, laterPage })
  const perform = () => answer({ ...incoming, values, service, action }, around, hits)
  return answerUnderFaults(hits, { service, action, requestId }, perform)
}

function readAsked(request: SignedRequest, scoped: string | undefined) {
  const service = jsonServiceOf(scoped)
  if (service) {
    const action = jsonAction(header(request, 'x-amz-target'))
    return { service, action, values: jsonValues(request.body) }
  }
  const values = new Map([...new URLSearchParams(request.query), ...new URLSearchParams(request.body)])
  return { service: serviceOf(scoped, values), action: values.get('Action') ?? '', values }
}

function answer(asked: Asked, around: Surroundings, hits: readonly FaultRule[]): Answer {
  const { service, action, requestId } = asked
  try {
    const call = verifiedCall(asked, around)
    const operation = findOperation(asked)
    if (hits.some(rule => rule.kind === 'deny'))
      throw accessDenied(call, operation.resource(call) ?? '*', { kind: 'identity', explicit: false })
    authorize(call, operation)
    return success(service, action, withoutOmitted(hits, operation.perform(call)), requestId)
  } catch (error) {
    if (error instanceof AwsError) return failure(service, error, requestId)
    process.stderr.write(`simulated AWS: ${action}: ${error instanceof Error ? error.stack : error}\n`)
    return failure(service, new AwsError('InternalFailure', 500, 'An internal error has occurred'), requestId)
  }
}

function verifiedCall({ request, values, service, action, sourceIp }: Asked, around: Surroundings): Call {
  const { world, settleMs } = around
  const now = around.now()
  const { credentials, region, service: scoped } = verifySignature(request, world, now)
  if (scoped !== scopeOfService(service)) throw wrongService(service, scoped)
  if (service === 'rds' && !world.regions.includes(region)) throw invalidToken()
  const key = world.accessKeys.get(scopeOf(request)[0] ?? '')
  if (key) key.lastUsed = { at: now, service, region }
  const parameters = new Parameters(values, service, around.faults.pageItems)
  return { world, service, action, region, parameters, credentials, sourceIp, now, settleMs }
}

function findOperation({ service, action, values }: Asked) {
  if (isJsonService(service)) {
    const known = JSON_OPERATIONS[service]
    const operation = Object.hasOwn(known, action) ? known[action] : undefined
    if (operation) return operation
    throw new AwsError('UnknownOperationException', 400, `Could not find operation ${action}`)
  }
  const { version, operations } = SERVICES[service]
  const asked = values.get('Version') ?? 'NO_VERSION_SPECIFIED'
  if (!action) throw new AwsError('MissingAction', 400, 'The request must contain the parameter Action')
  const operation = Object.hasOwn(operations, action) ? operations[action] : undefined
  if (operation && asked === version) return operation
  throw new AwsError('InvalidAction', 400, `Could not find operation ${action} for version ${asked}`)
}

/** Real services have hosts of their own; here the signature's scope, then the API version, tells them apart. */
function serviceOf(scoped: string | undefined, values: Map<string, string>): QueryService {
  if (scoped === 'rds' || scoped === 'iam' || scoped === 'sts') return scoped
  const names = Object.keys(SERVICES) as QueryService[]
  return names.find(name => SERVICES[name].version === values.get('Version')) ?? 'sts'
}

/** Access key, day, region, service. */
function scopeOf({ headers, query }: SignedRequest): string[] {
  const credential = /Credential=([^,\s]+)/.exec(headers.authorization?.toString() ?? '')?.[1]
  return (credential ?? new URLSearchParams(query).get('X-Amz-Credential') ?? '').split('/')
}

function wrongService(expected: string, given: string): AwsError {
  const sentence = `Credential should be scoped to correct service: '${expected}'. (scoped to '${given}')`
  return new AwsError('SignatureDoesNotMatch', 403, sentence)
}
