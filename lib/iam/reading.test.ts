import { describe, expect, it } from 'vitest'
import { completeArnPattern, parseArn } from './arn'
import { displayText } from './display-text'
import { evaluate } from './evaluate'
import { mayAssume } from './may-assume'
import { parseDocument } from './parse-document'
import { type JsonNode, readJson } from './read-json'
import { prepareTrust, trustEdges } from './trust-policy'
import { trustedOutsiders } from './trusted-outsiders'

describe('parseArn', () => {
  it('keeps the colons of the resource', () => {
    expect(parseArn('arn:aws:rds-db:us-east-1:111122223333:dbuser:db-A/app')).toEqual({
      partition: 'aws',
      service: 'rds-db',
      region: 'us-east-1',
      account: '111122223333',
      resource: 'dbuser:db-A/app',
    })
  })

  it.each(['', 'arn', 'arn:aws:s3', 'arn:aws:s3:::', 'arn::s3:::x', 'urn:aws:s3:::x', '*'])(
    '%j is none',
    text => {
      expect(parseArn(text)).toBeNull()
    },
  )

  it('has no Region and account where a service has none', () => {
    expect(parseArn('arn:aws:s3:::bucket/key')).toMatchObject({
      region: '',
      account: '',
      resource: 'bucket/key',
    })
  })

  it('completes only what begins as an ARN and is short', () => {
    expect(completeArnPattern('arn:aws:rds-db')).toBe('arn:aws:rds-db:*:*:*')
    expect(completeArnPattern('*')).toBe('*')
    expect(completeArnPattern('arn:aws:rds-db:r:a:x')).toBe('arn:aws:rds-db:r:a:x')
  })
})

describe('displayText', () => {
  it('leaves a text with line breaks as it is, but for their kind', () => {
    expect(displayText('{\n"a":1}')).toBe('{\n"a":1}')
    expect(displayText('{\r\n"a":\r1}')).toBe('{\n"a":\n1}')
  })

  it('prints one line as JSON is usually printed', () => {
    const value = {
      Version: '2012-10-17',
      Statement: [{ Action: [], Resource: ['a, b', 'c: {d}'], Condition: {} }],
    }
    expect(displayText(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
  })

  it('keeps what is wrong with a text', () => {
    expect(displayText('{"a":1,"a":1e5,}')).toBe('{\n  "a": 1,\n  "a": 1e5,\n  \n}')
    expect(displayText('{"a": "b')).toBe('{\n  "a": "b')
  })
})

describe('readJson', () => {
  it.each(['{"a":[1,-2.5e3,true,false,null,"\\u0041\\n"]}', '[]', '{}', '"x"', '0', ' [ 1 , 2 ] '])(
    'takes %s as JSON.parse does',
    text => {
      expect(readJson(text).ok).toBe(true)
      expect(() => JSON.parse(text)).not.toThrow()
    },
  )

  it.each([
    '',
    '{',
    '[1,]',
    '{"a":1,}',
    "{'a':1}",
    '01',
    '1.',
    '.5',
    '+1',
    'NaN',
    'tru',
    '"\t"',
    '"\\x"',
    '[1 2]',
    '{"a" 1}',
    '{a:1}',
    '1 2',
    '\ufeff{}',
  ])('refuses %j as JSON.parse does', text => {
    expect(readJson(text).ok).toBe(false)
    expect(() => JSON.parse(text)).toThrow()
  })

  it('says where each value stands, so that what lies between two offsets is that value', () => {
    const text = ' { "a\\"b" : [ -2.5e3, "x\\n" , {} ] , "c":null } '
    const reading = readJson(text)
    const places = (node: JsonNode): JsonNode[] => [
      node,
      ...(node.type === 'array' ? node.items.flatMap(places) : []),
      ...(node.type === 'object' ? node.members.flatMap(({ value }) => places(value)) : []),
    ]
    const spans = reading.ok ? places(reading.root).map(({ from, to }) => text.slice(from, to)) : []
    expect(spans).toEqual([text.trim(), '[ -2.5e3, "x\\n" , {} ]', '-2.5e3', '"x\\n"', '{}', 'null'])
    const members = reading.ok && reading.root.type === 'object' ? reading.root.members : []
    expect(members.map(({ from }) => text.slice(from, from + 3))).toEqual(['"a\\', '"c"'])
  })

  it('counts lines by every kind of line break', () => {
    const { document } = parseDocument('{\r\n"Statement":\r[\n{\n}]}')
    expect(document?.statements[0]?.lines).toEqual({ from: 4, to: 5 })
  })
})

describe('reasons', () => {
  it('name policy, version, group, keys and what the match is worth', () => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Team',
          Effect: 'Allow',
          Action: 'rds-db:*',
          Resource: '*',
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        },
      ],
    })
    const source = {
      id: 'arn:aws:iam::1:policy/team',
      name: 'team',
      kind: 'customerManaged' as const,
      versionId: 'v3',
      text,
    }
    const request = { principalArn: 'a', action: 'rds-db:connect', resource: 'x', context: {} }
    const [reason] = evaluate(request, [
      { kind: 'identity', policies: [{ source, viaGroup: 'analysts' }] },
    ]).reasons
    expect(reason).toEqual({
      layer: 'identity',
      level: null,
      effect: 'Allow',
      policyId: 'arn:aws:iam::1:policy/team',
      policyName: 'team',
      policyKind: 'customerManaged',
      versionId: 'v3',
      viaGroup: 'analysts',
      statementIndex: 0,
      statementCount: 1,
      sid: 'Team',
      lines: { from: 4, to: 14 },
      decidingLines: [7, 8, 11],
      conditionKeys: ['aws:MultiFactorAuthPresent'],
      match: 'unknown',
    })
  })
})

describe('mayAssume', () => {
  it('answers with the conditions under which somebody is let in', () => {
    const Statement = {
      Effect: 'Allow',
      Principal: { AWS: '444455556666' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'x' } },
    }
    const text = JSON.stringify({ Version: '2012-10-17', Statement })
    expect(trustEdges(text).issues).toEqual([])
    const trust = prepareTrust(text)
    const [caller] = trustedOutsiders(trust, '111122223333')
    if (!caller) throw new Error('The account is named.')
    const { condition } = mayAssume({ roleArn: 'arn:aws:iam::111122223333:role/app', trust, caller })
    expect(condition).toEqual({
      test: {
        key: 'sts:ExternalId',
        operator: 'StringEquals',
        values: ['x'],
        negated: false,
        effect: 'Allow',
      },
    })
  })
})
