import fc from 'fast-check'
import type { ContextValue, Layer, PolicySource } from '@/lib/iam/policy-snapshot'

/** Arbitrary policies over a small vocabulary, so that statements meet each other often. For tests only. */
export const ACTION = 'rds-db:connect'
const BASE = 'arn:aws:rds-db:us-east-1:111122223333:dbuser:'
export const RESOURCES = [
  `${BASE}db-A/app`,
  `${BASE}db-A/jane`,
  `${BASE}db-B/app`,
  `${BASE}db-B/App`,
  `${BASE}db-A/us-east-1`,
  'arn:aws:rds-db:eu-west-1:111122223333:dbuser:db-A/app',
]
export const KEYS = [
  'aws:username',
  'aws:PrincipalTag/team',
  'aws:MultiFactorAuthPresent',
  'aws:CurrentTime',
  'aws:SourceIp',
  'aws:RequestedRegion',
]

const actions = fc.constantFrom('rds-db:connect', 'rds-db:*', '*', 'RDS-DB:Con?ect', 's3:*', 'rds:connect')
const VARIABLES = [
  `${BASE}*/\${aws:RequestedRegion}`,
  `${BASE}*/\${aws:username}`,
  `${BASE}db-A/\${aws:PrincipalTag/team, 'app'}`,
]
/** Patterns of which AWS does not say what they match. */
export const DOUBTFUL = ['arn:aws:RDS-DB:us-east-1:*:dbuser:db-A/*', 'arn:aws:rds-db:*/app']
const resources = fc.constantFrom(
  '*',
  'arn:aws:rds-db',
  `${BASE}*`,
  `${BASE}db-A/*`,
  `${BASE}db-?/app`,
  ...RESOURCES,
  ...VARIABLES,
  ...DOUBTFUL,
)

const VALUES: Record<string, string[]> = {
  'aws:username': ['app', 'jane', 'j*'],
  'aws:PrincipalTag/team': ['app', 'data', '*', `\${aws:RequestedRegion}`],
  'aws:RequestedRegion': ['us-east-1', 'eu-west-1', `\${aws:PrincipalTag/team}`],
  'aws:MultiFactorAuthPresent': ['true', 'false'],
  'aws:CurrentTime': ['2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  'aws:SourceIp': ['10.0.0.0/8', '10.1.0.0/16', '::1/128'],
}
const OPERATORS: Record<string, string[]> = {
  'aws:username': [
    'StringEquals',
    'StringNotEquals',
    'StringLike',
    'StringNotLike',
    'StringEqualsIfExists',
    'Null',
  ],
  'aws:PrincipalTag/team': [
    'StringEquals',
    'StringLikeIfExists',
    'ForAnyValue:StringEquals',
    'ForAllValues:StringLike',
    'Null',
  ],
  'aws:RequestedRegion': ['StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'Null'],
  'aws:MultiFactorAuthPresent': ['Bool', 'BoolIfExists', 'Null'],
  'aws:CurrentTime': ['DateLessThan', 'DateGreaterThanEquals', 'DateNotEquals'],
  'aws:SourceIp': ['IpAddress', 'NotIpAddress', 'IpAddressIfExists'],
}

const test = fc
  .constantFrom(...KEYS)
  .chain(key =>
    fc.tuple(
      fc.constant(key),
      fc.constantFrom(...(OPERATORS[key] ?? [])),
      fc.uniqueArray(fc.constantFrom(...(VALUES[key] ?? [])), { minLength: 1, maxLength: 2 }),
    ),
  )

export const conditionArbitrary = fc.array(test, { maxLength: 2 }).map(tests => {
  const condition: Record<string, Record<string, string[]>> = {}
  for (const [key, operator, values] of tests) {
    condition[operator] = { ...condition[operator], [key]: operator === 'Null' ? ['true'] : values }
  }
  return condition
})

export interface GeneratedStatement {
  Effect: 'Allow' | 'Deny'
  [element: string]: unknown
}

export const statementArbitrary: fc.Arbitrary<GeneratedStatement> = fc
  .record({
    effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
    notAction: fc.integer({ min: 0, max: 7 }).map(roll => roll === 0),
    actions: fc.uniqueArray(actions, { minLength: 1, maxLength: 2 }),
    notResource: fc.integer({ min: 0, max: 5 }).map(roll => roll === 0),
    resources: fc.uniqueArray(resources, { minLength: 1, maxLength: 3 }),
    condition: conditionArbitrary,
    broken: fc.integer({ min: 0, max: 19 }).map(roll => roll === 0),
  })
  .map(parts => ({
    Effect: parts.effect,
    [parts.notAction ? 'NotAction' : 'Action']: parts.actions,
    [parts.notResource ? 'NotResource' : 'Resource']: parts.resources,
    ...(Object.keys(parts.condition).length > 0 ? { Condition: parts.condition } : {}),
    ...(parts.broken ? { Condition: { Stringlike_: { 'aws:username': 'x' } } } : {}),
  }))

export const documentArbitrary = fc.record({
  Version: fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17'),
  Statement: fc.array(statementArbitrary, { minLength: 1, maxLength: 4 }),
})

let count = 0
export function sourceOf(document: unknown): PolicySource {
  count += 1
  const text = typeof document === 'string' ? document : JSON.stringify(document)
  return { id: `policy-${count}`, name: `policy-${count}`, kind: 'inline', versionId: null, text }
}

export const layersArbitrary: fc.Arbitrary<Layer[]> = fc
  .tuple(
    fc.array(documentArbitrary, { minLength: 1, maxLength: 2 }),
    fc.option(fc.array(documentArbitrary, { minLength: 1, maxLength: 1 }), { nil: null }),
    fc.option(fc.array(documentArbitrary, { minLength: 1, maxLength: 2 }), { nil: null }),
    fc.option(fc.array(documentArbitrary, { minLength: 1, maxLength: 1 }), { nil: null, freq: 1 }),
  )
  .map(([identity, boundary, root, account]) => {
    const layer = (kind: Layer['kind'], documents: unknown[] | null): Layer[] =>
      documents === null
        ? []
        : [{ kind, policies: documents.map(document => ({ source: sourceOf(document), viaGroup: null })) }]
    return [
      ...layer('identity', identity),
      ...layer('boundary', boundary),
      ...layer('scp', root),
      ...layer('scp', account),
    ]
  })

const known: Record<string, ContextValue[]> = {
  'aws:username': ['app', 'jane'],
  'aws:PrincipalTag/team': ['app', ['data', 'app'], ''],
  'aws:MultiFactorAuthPresent': ['true'],
  'aws:CurrentTime': ['2026-06-01T00:00:00Z', '1782864000'],
  'aws:SourceIp': ['10.1.2.3', '192.0.2.1'],
  'aws:RequestedRegion': ['eu-west-1'],
}

export interface Facts {
  context: Record<string, ContextValue>
  absentKeys: string[]
}

/** Each key known, absent, or left open. */
export const factsArbitrary: fc.Arbitrary<Facts> = fc
  .tuple(
    ...KEYS.map(key =>
      fc.constantFrom<ContextValue | null | undefined>(...(known[key] ?? []), null, undefined),
    ),
  )
  .map(states => {
    const facts: Facts = { context: {}, absentKeys: [] }
    for (const [index, state] of states.entries()) {
      const key = KEYS[index] ?? ''
      if (state === null) facts.absentKeys.push(key)
      else if (state !== undefined) facts.context[key] = state
    }
    return facts
  })
