import type { seededRandom } from './generate-case'
import type { SimplePolicies } from './simple-trust'

/** Random trust policies, callers and policies of callers, seeded. */
export interface TrustCaseGenerated {
  trust: string
  caller: TrustCallerGenerated
  own: SimplePolicies
  context: Record<string, string | string[]>
  absentKeys: string[]
}

export interface TrustCallerGenerated {
  kind: 'user' | 'role' | 'session' | 'service' | 'saml' | 'oidc'
  value: string
}

type Random = ReturnType<typeof seededRandom>
const pick = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
const some = <T>(random: Random, values: readonly T[], most: number): T[] =>
  Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(random, values))
const single = (random: Random, values: string[]): string | string[] =>
  values.length === 1 && random() < 0.5 ? (values[0] as string) : values

export const ROLE = 'arn:aws:iam::111122223333:role/app'
const JANE = 'arn:aws:iam::111122223333:user/jane'
const DEPLOYER = 'arn:aws:iam::111122223333:role/team/deployer'
export const sessionOf = (role: string, name: string) =>
  `${role
    .slice(0, role.lastIndexOf('/'))
    .replace(':iam:', ':sts:')
    .replace(/:role.*/, ':assumed-role')}/${role.split('/').at(-1)}/${name}`
const RUN = sessionOf(DEPLOYER, 'run-1')
const JOE = 'arn:aws:iam::444455556666:user/joe'
const GATEWAY = 'arn:aws:iam::444455556666:role/gateway'
const EC2 = 'ec2.amazonaws.com'
const SAML = 'arn:aws:iam::111122223333:saml-provider/corp'
const OIDC = 'arn:aws:iam::111122223333:oidc-provider/ci.example.com'
const SESSIONS = ['run-1', 'run-2', 'other']

const PRINCIPALS: unknown[] = [
  '*',
  { AWS: '*' },
  { AWS: '111122223333' },
  { AWS: 'arn:aws:iam::111122223333:root' },
  { AWS: JANE },
  { AWS: JANE },
  { AWS: DEPLOYER },
  { AWS: DEPLOYER },
  { AWS: RUN },
  { AWS: [RUN, sessionOf(DEPLOYER, 'run-2')] },
  { AWS: ['arn:aws:iam::111122223333:user/other', DEPLOYER, '444455556666'] },
  { AWS: '444455556666' },
  { AWS: [JOE, GATEWAY] },
  { Service: EC2 },
  { Service: ['lambda.amazonaws.com', EC2] },
  { Federated: SAML },
  { Federated: OIDC },
  { AWS: 'AIDAQWJ3XNVT5R2KJ7BZL' },
]
const CALLERS: TrustCallerGenerated[] = [
  { kind: 'user', value: JANE },
  { kind: 'user', value: JANE },
  { kind: 'role', value: DEPLOYER },
  { kind: 'role', value: DEPLOYER },
  { kind: 'session', value: RUN },
  { kind: 'user', value: JOE },
  { kind: 'role', value: GATEWAY },
  { kind: 'service', value: EC2 },
  { kind: 'saml', value: SAML },
  { kind: 'oidc', value: OIDC },
]
const TRUST_ACTIONS = [
  'sts:AssumeRole',
  'sts:AssumeRole',
  'sts:*',
  'STS:assumerole*',
  'sts:Assume?ole',
  'sts:TagSession',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
]
const OWN_ACTIONS = ['sts:AssumeRole', 'sts:*', '*', 'sts:AssumeRole*', 's3:*', 'sts:GetCallerIdentity']
const RESOURCES = ['*', ROLE, 'arn:aws:iam::*:role/*', 'arn:aws:iam::111122223333:role/a?p', `${ROLE}-two`]

const TESTS: [string[], string, string[]][] = [
  [['Bool', 'BoolIfExists'], 'aws:MultiFactorAuthPresent', ['true', 'false']],
  [
    ['StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'StringLike'],
    'sts:ExternalId',
    ['x', 'y*', '*'],
  ],
  [
    ['ArnLike', 'ArnEquals', 'ArnNotLike', 'StringLike', 'StringNotLike'],
    'aws:PrincipalArn',
    [JANE, 'arn:aws:iam::*:role/*', 'arn:aws:iam::111122223333:user/j*', 'arn:*:iam::*:*', DEPLOYER],
  ],
  [
    ['StringEquals', 'StringNotEquals', 'StringLikeIfExists', 'StringLike'],
    'aws:PrincipalTag/team',
    ['data', 'd*', '*', 'ops'],
  ],
  [['StringEquals', 'StringNotEquals'], 'AWS:PrincipalAccount', ['111122223333', '444455556666']],
  [
    ['DateLessThan', 'DateGreaterThan', 'DateLessThanEquals'],
    'aws:CurrentTime',
    ['2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ],
  [['IpAddress', 'NotIpAddress', 'NotIpAddressIfExists'], 'aws:SourceIp', ['10.0.0.0/8', '0.0.0.0/0']],
  [['StringLike', 'StringEquals', 'StringNotLike'], 'sts:RoleSessionName', ['*', 'mira', 'm*']],
  [['ForAllValues:StringEquals', 'ForAnyValue:StringLike'], 'aws:TagKeys', ['team', 't*']],
  [['Null'], 'aws:MultiFactorAuthPresent', ['true', 'false']],
  [['Null'], 'aws:PrincipalArn', ['true', 'false']],
]

function subsetsOf(values: string[]): string[][] {
  const masks = Array.from({ length: 2 ** values.length - 1 }, (_, index) => index + 1)
  return masks.map(mask => values.filter((_, at) => (mask >> at) & 1))
}

/** What each key may hold, a value for each way in which the tests above can be met or missed. */
export const VALUES: Record<string, (string | string[])[]> = {
  'aws:MultiFactorAuthPresent': ['true', 'false'],
  'sts:ExternalId': ['x', 'yes', 'y*', '*', 'other'],
  'aws:PrincipalTag/team': ['data', 'ops', 'dev', 'd*', '*', 'zz'],
  'aws:CurrentTime': [
    '2025-06-01T00:00:00Z',
    '2026-01-01T00:00:00Z',
    '2026-06-01T00:00:00Z',
    '2027-01-01T00:00:00Z',
    '2028-01-01T00:00:00Z',
  ],
  'aws:SourceIp': ['10.1.2.3', '192.0.2.1', '2001:db8::1'],
  'sts:RoleSessionName': ['mira', 'max', 'm*', '*', 'other'],
  'aws:TagKeys': subsetsOf(['team', 't*', 'tier', 'owner']),
}
/** Never absent. */
const ALWAYS = new Set(['aws:CurrentTime', 'sts:RoleSessionName'])

function conditionOf(random: Random): Record<string, Record<string, string | string[]>> {
  const condition: Record<string, Record<string, string | string[]>> = {}
  for (let left = 1 + Math.floor(random() * 2); left > 0; left--) {
    const [operators, key, values] = pick(random, TESTS)
    const operator = pick(random, operators)
    const wanted = operator === 'Null' ? [pick(random, values)] : some(random, values, 2)
    condition[operator] = { [key]: single(random, wanted) }
  }
  return condition
}

function statementOf(random: Random, isTrust: boolean): Record<string, unknown> {
  const actions = isTrust ? TRUST_ACTIONS : OWN_ACTIONS
  return {
    Effect: random() < 0.68 ? 'Allow' : 'Deny',
    [random() < 0.95 ? 'Action' : 'NotAction']: single(random, some(random, actions, 2)),
    ...(isTrust
      ? { Principal: pick(random, PRINCIPALS) }
      : { [random() < 0.93 ? 'Resource' : 'NotResource']: single(random, some(random, RESOURCES, 2)) }),
    ...(random() < 0.5 ? { Condition: conditionOf(random) } : {}),
  }
}

function documentOf(random: Random, isTrust = false): string {
  const Statement = Array.from({ length: 1 + Math.floor(random() * (isTrust ? 4 : 3)) }, () =>
    statementOf(random, isTrust),
  )
  return JSON.stringify({ Version: pick(random, ['2012-10-17', '2012-10-17', '2008-10-17']), Statement })
}

const tail = (caller: TrustCallerGenerated) => (caller.kind === 'session' ? DEPLOYER : caller.value)

export function generateTrustCase(random: Random): TrustCaseGenerated {
  const caller = pick(random, CALLERS)
  const principal = ['user', 'role', 'session'].includes(caller.kind)
  const own: SimplePolicies = {
    identity: principal && random() < 0.8 ? [documentOf(random)] : [],
    boundary: principal && random() < 0.35 ? [documentOf(random)] : null,
    scps:
      principal && random() < 0.3
        ? Array.from({ length: 1 + Math.floor(random() * 2) }, () => [documentOf(random)])
        : [],
    session: caller.kind === 'session' && random() < 0.4 ? [documentOf(random)] : null,
  }
  const context: Record<string, string | string[]> = principal
    ? { 'aws:PrincipalArn': tail(caller), 'aws:PrincipalAccount': tail(caller).split(':')[4] ?? '' }
    : {}
  const absentKeys: string[] = principal ? [] : ['aws:PrincipalArn', 'aws:PrincipalAccount']
  let open = 0
  for (const [key, values] of Object.entries(VALUES)) {
    const roll = random()
    if (roll < 0.35 && open < 2) open++
    else if (roll < 0.75 || ALWAYS.has(key)) context[key] = pick(random, values)
    else absentKeys.push(key)
  }
  return { trust: documentOf(random, true), caller, own, context, absentKeys }
}

/** A trust policy alone. */
export const generateTrust = (random: Random) => documentOf(random, true)

/** Every combination of the states of those keys that the text mentions; null: the key is absent. */
export function* statesTogether(
  text: string,
  states: Record<string, readonly (string | string[] | null)[]>,
): Generator<Record<string, string | string[]>> {
  const open = Object.entries(states).filter(([key]) => text.toLowerCase().includes(key.toLowerCase()))
  const total = open.reduce((product, [, values]) => product * values.length, 1)
  for (let number = 0; number < total; number++) {
    const context: Record<string, string | string[]> = {}
    let rest = number
    for (const [key, values] of open) {
      const value = values[rest % values.length]
      rest = Math.floor(rest / values.length)
      if (value !== null && value !== undefined) context[key] = value
    }
    yield context
  }
}

/** Every way of filling in what is open: the keys that some policy mentions, and the session of a calling role. */
export function* completionsOf(
  each: TrustCaseGenerated,
): Generator<Pick<TrustCaseGenerated, 'context'> & { session: string }> {
  const { identity, boundary, scps, session } = each.own
  const text = [each.trust, ...identity, ...(boundary ?? []), ...scps.flat(), ...(session ?? [])]
    .join(' ')
    .toLowerCase()
  const open = Object.entries(VALUES).filter(
    ([key]) => !(key in each.context) && !each.absentKeys.includes(key),
  )
  const states = Object.fromEntries(
    open.map(([key, values]) => [key, ALWAYS.has(key) ? values : [...values, null]]),
  )
  const sessions = each.caller.kind === 'role' ? SESSIONS : ['']
  for (const filled of statesTogether(text, states))
    for (const name of sessions) yield { context: { ...each.context, ...filled }, session: name }
}
