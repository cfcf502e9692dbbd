/** Random policies and requests, seeded: the same seed gives the same cases on every machine. */
export interface GeneratedCase {
  layers: { kind: 'identity' | 'boundary' | 'scp' | 'session'; documents: string[] }[]
  resource: string
  context: Record<string, string | string[]>
  absentKeys: string[]
  beginnings: Record<string, string>
  mode: 'strict' | 'discovery'
  /** The Region of the resource is the Region of the request. */
  resourceFacts: boolean
  unsaid: boolean | null
}

type Random = () => number

/** Mulberry32: small, fast, good enough to vary cases. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const pick = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
const some = <T>(random: Random, values: readonly T[], most: number): T[] =>
  Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(random, values))
const single = (random: Random, values: string[]): string | string[] =>
  values.length === 1 && random() < 0.5 ? (values[0] as string) : values

const PREFIX = 'arn:aws:rds-db:us-east-1:111122223333:dbuser:'
export const RESOURCES = [
  'db-A/app',
  'db-A/app_ro',
  'db-A/jane',
  'cluster-B/app',
  'prx-c/jane',
  'db-A/App',
  'db-A/AROAX:run',
]
  .map(tail => PREFIX + tail)
  .concat('arn:aws:rds-db:us-west-2:111122223333:dbuser:db-A/app')
const ACTIONS = [
  'rds-db:connect',
  'rds-db:*',
  '*',
  'RDS-DB:Connect',
  'rds-db:c?nnect',
  'rds:*',
  'rds-db:conn',
  'iam:*',
]
const RESOURCE_PATTERNS = [
  '*',
  'arn:aws:rds-db:*',
  `${PREFIX}*`,
  `${PREFIX}*/*`,
  `${PREFIX}*/jane`,
  `${PREFIX}db-A/*`,
  `${PREFIX}db-A/app`,
  `${PREFIX}db-A/app*`,
  `${PREFIX}db-A/app_??`,
  `${PREFIX}db-?/app`,
  `${PREFIX}cluster-B/app`,
  `${PREFIX}mydb/app`,
  'arn:aws:rds-db:us-west-2:111122223333:dbuser:*/*',
  'arn:*:rds-db:*:*:dbuser:db-A/j*e',
  `${PREFIX}db-A/\${aws:username}`,
  `${PREFIX}*/\${aws:PrincipalTag/team}`,
  `${PREFIX}*/\${aws:userid}`,
  `${PREFIX}*/\${aws:PrincipalTag/none, 'jane'}`,
  `${PREFIX}db-A/a\${*}`,
  'arn:aws:RDS-DB:us-east-1:111122223333:dbuser:db-A/*',
  `arn:aws:rds-db:US-EAST-1:*:dbuser:*/\${aws:username}`,
  'arn:aws:rds-db',
  'ARN:AWS:RDS-DB',
  'arn:aws:rds-db:*/j*',
]
const TESTS: [string[], string, string[]][] = [
  [['Bool', 'BoolIfExists'], 'aws:MultiFactorAuthPresent', ['true', 'false', 'True']],
  [
    [
      'StringEquals',
      'StringNotEquals',
      'StringLike',
      'StringNotLike',
      'StringEqualsIgnoreCase',
      'StringEqualsIfExists',
      'StringNotEqualsIfExists',
      'StringNotEqualsIgnoreCase',
      'StringLikeIfExists',
    ],
    'aws:PrincipalTag/team',
    ['app', 'APP', 'a*', 'ops', '?pp', 'jane'],
  ],
  [
    ['StringEquals', 'StringLike', 'StringNotLike'],
    'AWS:Username',
    ['jane', 'j?n*', `\${aws:username}`, 'app', 'JANE'],
  ],
  [
    [
      'DateLessThan',
      'DateGreaterThan',
      'DateLessThanEquals',
      'DateGreaterThanEquals',
      'DateEquals',
      'DateNotEquals',
      'DateLessThanIfExists',
    ],
    'aws:CurrentTime',
    ['2026-12-31T00:00:00Z', '1767225600', '2020-01-01T00:00:00Z', '2026-11-23T00:00:00Z'],
  ],
  [
    ['IpAddress', 'NotIpAddress', 'IpAddressIfExists', 'NotIpAddressIfExists'],
    'aws:SourceIp',
    ['10.0.0.0/8', '10.1.2.3', '0.0.0.0/0', '192.168.1.0/24', '2001:db8::/32', '::/0'],
  ],
  [
    [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
      'NumericLessThanIfExists',
    ],
    'aws:MultiFactorAuthAge',
    ['300', '3600', '0', '12.5'],
  ],
  [
    ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', 'ArnLikeIfExists'],
    'aws:SourceArn',
    [
      'arn:aws:iam::111122223333:role/*',
      'arn:aws:*::*:role/app',
      'arn:aws:iam::*:user/*',
      'arn:aws:iam::111122223333:role/a?p',
    ],
  ],
  [['BinaryEquals'], 'example:Blob', ['QUJD', 'REVG']],
  [
    [
      'ForAllValues:StringEquals',
      'ForAnyValue:StringEquals',
      'ForAllValues:StringLike',
      'ForAnyValue:StringLike',
      'ForAllValues:StringNotEquals',
      'ForAnyValue:StringNotEquals',
    ],
    'aws:TagKeys',
    ['env', 'team', 'e*', 'owner'],
  ],
  [['Null'], 'aws:PrincipalTag/team', ['true', 'false']],
  [
    ['StringEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase', 'StringNotEqualsIfExists'],
    'aws:userid',
    ['AROAX:*', 'AROAX:run', 'AROA?:r*', 'AIDAY', 'aroax:run', '*:run'],
  ],
  [['Null'], 'aws:userid', ['true', 'false']],
  [
    ['StringEquals', 'StringNotEquals', 'StringLike'],
    'aws:RequestedRegion',
    ['us-east-1', 'us-west-2', 'us-*'],
  ],
  [['Null'], 'aws:TagKeys', ['true', 'false']],
  [['StringFoo'], 'aws:PrincipalTag/team', ['app']],
]
/** What each context key may hold. */
export const VALUES: Record<string, (string | string[])[]> = {
  'aws:username': ['jane', 'app', 'App'],
  'aws:userid': ['AROAX:run', 'AROAX:jane', 'AIDAY'],
  'aws:RequestedRegion': ['us-east-1', 'us-west-2'],
  'aws:PrincipalTag/team': ['app', 'ops', 'jane', 'App'],
  'aws:MultiFactorAuthPresent': ['true', 'false'],
  'aws:CurrentTime': ['2026-11-23T00:00:00Z', '2027-06-01T12:00:00Z', '1767225600'],
  'aws:SourceIp': ['10.1.2.3', '192.168.1.9', '2001:db8::1', '8.8.8.8'],
  'aws:MultiFactorAuthAge': ['0', '300', '12.5', '99999'],
  'aws:SourceArn': ['arn:aws:iam::111122223333:role/app', 'arn:aws:iam::111122223333:user/jane'],
  'example:Blob': ['QUJD', 'WFla'],
  'aws:TagKeys': [['env'], ['env', 'team'], ['owner', 'x'], []],
}

function generateStatement(random: Random): Record<string, unknown> {
  const roll = random()
  const statement: Record<string, unknown> = {
    Effect: roll < 0.6 ? 'Allow' : roll < 0.98 ? 'Deny' : 'Permit',
  }
  const action = single(random, some(random, random() < 0.7 ? ACTIONS.slice(0, 3) : ACTIONS, 2))
  statement[random() < 0.92 ? 'Action' : 'NotAction'] = action
  statement[random() < 0.9 ? 'Resource' : 'NotResource'] = single(random, some(random, RESOURCE_PATTERNS, 3))
  if (random() < 0.45) statement.Condition = generateCondition(random)
  return statement
}

function generateCondition(random: Random) {
  const condition: Record<string, Record<string, string | string[]>> = {}
  for (let left = 1 + Math.floor(random() * 2); left > 0; left--) {
    const [operators, key, values] = pick(random, TESTS)
    const operator = pick(random, operators)
    const wanted = operator === 'Null' ? [pick(random, values)] : some(random, values, 2)
    condition[operator] = { [key]: single(random, wanted) }
  }
  return condition
}

function generateDocument(random: Random): string {
  if (random() < 0.01) return '{"Version":"2012-10-17","Statement":[{'
  const statements = Array.from({ length: 1 + Math.floor(random() * 3) }, () => generateStatement(random))
  const version = pick(random, ['2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17', null])
  const body = { Statement: statements.length === 1 && random() < 0.3 ? statements[0] : statements }
  return JSON.stringify(version ? { Version: version, ...body } : body)
}

export function generateCase(random: Random): GeneratedCase {
  const documents = (most: number) =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => generateDocument(random))
  const layers: GeneratedCase['layers'] = [{ kind: 'identity', documents: documents(3) }]
  if (random() < 0.35) layers.push({ kind: 'boundary', documents: documents(1) })
  if (random() < 0.25) layers.push({ kind: 'scp', documents: documents(2) })
  if (random() < 0.15) layers.push({ kind: 'session', documents: documents(1) })
  const context: Record<string, string | string[]> = {}
  const absentKeys: string[] = []
  for (const [key, values] of Object.entries(VALUES)) {
    const roll = random()
    if (roll < 0.5) context[key] = pick(random, values)
    else if (roll < 0.7) absentKeys.push(key)
  }
  if (random() < 0.2) absentKeys.push('aws:PrincipalTag/*')
  const open = context['aws:userid'] === undefined && !absentKeys.includes('aws:userid')
  const beginnings: Record<string, string> = open && random() < 0.7 ? { 'aws:userid': 'AROAX:' } : {}
  const mode = random() < 0.75 ? 'discovery' : 'strict'
  const resourceFacts = random() < 0.5
  const resource = pick(random, RESOURCES)
  return { layers, resource, context, absentKeys, beginnings, mode, resourceFacts, unsaid: null }
}
