/**
 * A second, plain evaluator of "who may assume this role", for complete requests only: every fact is given, nothing is
 * open. Written from the IAM User Guide, "Policy evaluation for requests within a single account" (with its table of
 * resource-based policies by principal), "Cross-account policy evaluation logic" and "AWS JSON policy elements:
 * Principal", and the STS API Reference. It shares nothing with the engine.
 */
import { conditionHolds } from './simple-conditions'
import { simpleDecision } from './simple-evaluator'
import { list, matches, type SimpleRequest } from './simple-matching'

type Json = Record<string, unknown>
export type SimpleAnswer = 'allowed' | 'explicitDeny' | 'implicitDeny'

/** The one who calls: what stands in AWS's logs, and the role behind a session. */
export interface SimpleCaller {
  kind: 'user' | 'session' | 'service' | 'saml' | 'oidc'
  arn: string
  /** ARN of the role whose session it is. */
  roleArn: string | null
  account: string | null
}

export interface SimplePolicies {
  identity: string[]
  boundary: string[] | null
  scps: string[][]
  session: string[] | null
}

const WAYS_IN = ['sts:assumerole', 'sts:assumerolewithsaml', 'sts:assumerolewithwebidentity']
const WAY_OF = { saml: WAYS_IN[1], oidc: WAYS_IN[2] } as Record<string, string>

type Reach = 'itself' | 'role' | 'account' | null

/** How one entry of a Principal element means the caller. */
function reach(type: string, entry: string, caller: SimpleCaller): Reach {
  if (entry === '*' && (type === '*' || type === 'AWS')) return 'itself'
  if (type === 'Service') return caller.kind === 'service' && entry === caller.arn ? 'itself' : null
  if (type === 'Federated')
    return (caller.kind === 'saml' || caller.kind === 'oidc') && entry === caller.arn ? 'itself' : null
  if (caller.kind !== 'user' && caller.kind !== 'session') return null
  if (entry === caller.arn) return 'itself'
  if (caller.roleArn !== null && entry === caller.roleArn) return 'role'
  const account = /^(\d{12})$|^arn:aws:iam::(\d{12}):root$/.exec(entry)
  return account !== null && (account[1] ?? account[2]) === caller.account ? 'account' : null
}

function reaches(principal: unknown, caller: SimpleCaller): Reach[] {
  const entries: [string, string][] =
    principal === '*'
      ? [['*', '*']]
      : Object.entries(principal as Json).flatMap(([type, values]) =>
          list(values).map((value): [string, string] => [type, value]),
        )
  return entries.map(([type, value]) => reach(type, value, caller)).filter(found => found !== null)
}

function covers(statement: Json, request: SimpleRequest): boolean {
  const isListed = list(statement.Action ?? statement.NotAction).some(
    each =>
      matches(each.toLowerCase(), request.action.toLowerCase(), request, {
        variables: false,
        wildcards: true,
      }) === true,
  )
  return isListed === 'Action' in statement
}

export function simpleTrust(
  trust: string,
  roleArn: string,
  caller: SimpleCaller,
  own: SimplePolicies,
  request: SimpleRequest,
): SimpleAnswer {
  const way = WAY_OF[caller.kind] ?? WAYS_IN[0]
  if (WAYS_IN.includes(request.action.toLowerCase()) && request.action.toLowerCase() !== way)
    return 'implicitDeny'
  const document = JSON.parse(trust) as { Version?: string; Statement: Json[] }
  const granted: Reach[] = []
  let denied = false
  for (const statement of document.Statement) {
    const met =
      covers(statement, request) &&
      conditionHolds(
        (statement.Condition ?? {}) as Record<string, Json>,
        document.Version === '2012-10-17',
        request,
      ) === true
    const found = met ? reaches(statement.Principal, caller) : []
    if (statement.Effect === 'Deny') denied ||= found.length > 0
    else granted.push(...found)
  }
  if (denied) return 'explicitDeny'
  if (caller.kind !== 'user' && caller.kind !== 'session')
    return granted.length > 0 ? 'allowed' : 'implicitDeny'

  const says = (documents: string[]) => simpleDecision([documents], request)
  const identity = says(own.identity)
  const limits = [own.boundary, own.session].filter(layer => layer !== null).map(says)
  const levels = own.scps.map(says)
  if ([identity, ...limits, ...levels].includes('explicitDeny')) return 'explicitDeny'
  if (levels.some(level => level !== 'allowed')) return 'implicitDeny'
  const withinLimits = limits.every(layer => layer === 'allowed')
  const permitted = withinLimits && identity === 'allowed'
  if (caller.account !== roleArn.split(':')[4])
    return granted.length > 0 && permitted ? 'allowed' : 'implicitDeny'
  const enough =
    granted.includes('itself') ||
    (granted.includes('role') && withinLimits) ||
    (granted.includes('account') && permitted)
  return enough ? 'allowed' : 'implicitDeny'
}
