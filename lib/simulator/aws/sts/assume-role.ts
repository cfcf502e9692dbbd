import { kindOfCaller, mayAssume, prepareTrust } from '@/lib/iam/index'
import { assumedRoleArn, findPrincipal } from '@/lib/simulator/aws/access-keys'
import { callContext } from '@/lib/simulator/aws/authorize'
import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operations } from '@/lib/simulator/aws/call'
import { checkDocument } from '@/lib/simulator/aws/iam/policy-document'
import { openSession } from '@/lib/simulator/aws/open-session'
import { managedSource, policyLayers } from '@/lib/simulator/aws/policy-layers'
import { checkMfa } from '@/lib/simulator/aws/sts/check-mfa'
import { credentialsOf } from '@/lib/simulator/aws/sts/session-credentials'
import type { IamRole, Tag } from '@/lib/simulator/world/iam-world'

const CHAINED_SECONDS = 3600
const SESSION_POLICY_LIMIT = 2048

export const assumeRole: Operations = {
  AssumeRole: {
    // The trust policy has a say as well, so perform() asks both.
    resource: () => null,
    perform(call) {
      const { world, parameters } = call
      const roleArn = parameters.required('RoleArn')
      const name = sessionName(call)
      const seconds = askedSeconds(call)
      const policies = sessionPolicies(call)
      const tags = sessionTags(call)
      const mfa = checkMfa(call)
      const role = findPrincipal(world, roleArn)
      if (role?.kind !== 'role' || !trusted(call, role, mfa, tags)) throw notAuthorized(call, roleArn)
      checkSeconds(seconds, role, call)
      const asked = {
        principalArn: roleArn,
        name,
        seconds,
        sessionPolicies: policies,
        tags,
        ...carriedMfa(call),
      }
      const session = openSession(world, asked, call.now)
      role.lastUsed = { at: call.now, region: call.region }
      const packed = Math.ceil((policies.join('').length / SESSION_POLICY_LIMIT) * 100)
      return {
        Credentials: credentialsOf(session),
        AssumedRoleUser: { AssumedRoleId: `${role.id}:${name}`, Arn: assumedRoleArn(role, name) },
        PackedPolicySize: policies.length > 0 ? packed : undefined,
      }
    },
  },
}

function trusted(call: Call, role: IamRole, mfa: boolean, tags: readonly Tag[]): boolean {
  const { world, credentials, parameters } = call
  const externalId = parameters.text('ExternalId')
  const own: Record<string, string | string[]> = {
    'sts:RoleSessionName': parameters.required('RoleSessionName'),
    ...(externalId === null ? {} : { 'sts:ExternalId': externalId }),
    ...(mfa ? { 'aws:MultiFactorAuthPresent': 'true' } : {}),
    ...(tags.length > 0 ? { 'aws:TagKeys': tags.map(({ key }) => key) } : {}),
  }
  for (const { key, value } of tags) own[`aws:RequestTag/${key}`] = value
  const context = callContext(call, own)
  const layers = policyLayers(world, credentials.principalArn, credentials.sessionPolicies)
  const value = credentials.callerArn
  const caller = { kind: kindOfCaller(value), value, context, absentKeys: [], own: { layers: () => layers } }
  const actions = tags.length > 0 ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole']
  const trust = prepareTrust(role.trust)
  return actions.every(action => {
    const { decision } = mayAssume({ roleArn: role.arn, trust, caller, action }, { mode: 'strict' })
    return decision === 'allowed'
  })
}

function sessionName(call: Call): string {
  const name = call.parameters.required('RoleSessionName')
  if (/^[\w+=,.@-]{2,64}$/.test(name)) return name
  throw call.parameters.invalid(
    'RoleSessionName',
    name,
    'Member must satisfy regular expression pattern: [\\w+=,.@-]*',
  )
}

function askedSeconds({ parameters }: Call): number {
  const seconds = parameters.integer('DurationSeconds') ?? 3600
  const outside = (bound: string) =>
    parameters.invalid('DurationSeconds', String(seconds), `Member must have value ${bound}`)
  if (seconds < 900) throw outside('greater than or equal to 900')
  if (seconds > 43_200) throw outside('less than or equal to 43200')
  return seconds
}

function checkSeconds(seconds: number, role: IamRole, call: Call): void {
  const invalid = (sentence: string) => new AwsError('ValidationError', 400, sentence)
  if (call.credentials.session && seconds > CHAINED_SECONDS) {
    throw invalid(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    )
  }
  if (seconds > role.maxSessionSeconds) {
    throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.')
  }
}

function sessionPolicies({ parameters, world }: Call): string[] {
  const inline = parameters.text('Policy')
  if (inline !== null) checkDocument(inline)
  const arns = parameters.structures('PolicyArns.member').map(entry => entry.required('arn'))
  if (arns.length > 10)
    throw parameters.invalid(
      'PolicyArns',
      `[${arns.join(', ')}]`,
      'Member must have length less than or equal to 10',
    )
  const plain = (inline ?? '').length + arns.join('').length
  if (plain > SESSION_POLICY_LIMIT) {
    const percent = Math.ceil((plain / SESSION_POLICY_LIMIT) * 100)
    throw new AwsError(
      'PackedPolicyTooLarge',
      400,
      `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`,
    )
  }
  const managed = arns.map(arn => {
    const policy = world.policies.get(arn)
    if (!policy)
      throw new AwsError('ValidationError', 400, `The policy ${arn} does not exist or is not attachable.`)
    return managedSource(policy).text
  })
  return inline === null ? managed : [inline, ...managed]
}

function sessionTags({ parameters }: Call): Tag[] {
  return parameters
    .structures('Tags.member')
    .map(entry => ({ key: entry.required('Key'), value: entry.text('Value') ?? '' }))
}

/**
 * A code given to AssumeRole opens the role and is not in its session (IAM User Guide, "Secure API access with MFA"; tried
 * in aws-sdk-java-v2#2554). One given to GetSessionToken before stays, as those who chain both report.
 */
function carriedMfa({ credentials }: Call): { mfaAt?: Date } {
  const { session, principalArn } = credentials
  return session?.mfaAt && principalArn.includes(':user/') ? { mfaAt: session.mfaAt } : {}
}

/** STS does not say which side refused, nor whether the role exists. */
function notAuthorized(call: Call, roleArn: string): AwsError {
  const sentence = `User: ${call.credentials.callerArn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`
  return new AwsError('AccessDenied', 403, sentence)
}
