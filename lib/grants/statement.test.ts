import { describe, expect, it } from 'vitest'
import { documentSize } from './document-size'
import { extendDocument } from './extend-document'
import { buildStatementText, connectStatement, statementSid } from './statement'
import { analyticsId, connectResource, ordersId, target } from './testing/sample-account'

const orders = target('orders-prod', ordersId)

describe('buildStatementText', () => {
  it('writes resource ids, one action, the one version, and no condition', () => {
    const text = buildStatementText(
      [
        { target: orders, databaseUsers: ['app_readonly', 'app_readonly'] },
        { target: target('analytics-dw', analyticsId), databaseUsers: ['bi_reader'] },
      ],
      statementSid('gh-reporting-analysts'),
    )
    expect(JSON.parse(text)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'ReportingAnalysts',
          Effect: 'Allow',
          Action: 'rds-db:connect',
          Resource: [connectResource(ordersId, 'app_readonly'), connectResource(analyticsId, 'bi_reader')],
        },
      ],
    })
    expect(text).not.toContain('orders-prod')
  })

  it('a wildcard letter in a user name stays that letter', () => {
    const text = buildStatementText([{ target: orders, databaseUsers: ['a*b?c$'] }])
    // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM's escape, as text
    expect(JSON.parse(text).Statement[0].Resource).toEqual([connectResource(ordersId, 'a${*}b${?}c${$}')])
  })
})

describe('documentSize', () => {
  it('does not count white space between the parts, and does count it inside strings', () => {
    expect(documentSize('{ "a": [ "b c" ],\n  "d": "\\" e" }')).toBe('{"a":["b c"],"d":"\\" e"}'.length)
  })
})

describe('extendDocument', () => {
  const wanted = connectStatement([{ target: orders, databaseUsers: ['metrics'] }], 'Metrics')
  const policy = (statement: unknown, version: string | null = '2012-10-17') =>
    JSON.stringify({ ...(version ? { Version: version } : {}), Id: 'keep', Statement: statement })

  it('takes the resource into a plain statement and leaves every other one alone', () => {
    const other = { Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { Bool: { x: 'true' } } }
    const plain = {
      Sid: 'A',
      Effect: 'Allow',
      Action: ['rds-db:connect'],
      Resource: connectResource(ordersId, 'app'),
    }
    const { text, added, problem } = extendDocument(policy([other, plain]), wanted)
    expect(problem).toBeNull()
    expect(added).toEqual(wanted.Resource)
    expect(JSON.parse(text)).toEqual({
      Version: '2012-10-17',
      Id: 'keep',
      Statement: [other, { ...plain, Resource: [plain.Resource, ...wanted.Resource] }],
    })
  })

  it('never joins a statement with a condition, a wildcard or a second action', () => {
    for (const change of [
      { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
      { Resource: '*' },
      { Action: ['rds-db:connect', 's3:GetObject'] },
      { Effect: 'Deny' },
    ]) {
      const statement = {
        Effect: 'Allow',
        Action: 'rds-db:connect',
        Resource: connectResource(ordersId, 'app'),
        ...change,
      }
      expect(JSON.parse(extendDocument(policy(statement), wanted).text).Statement).toEqual([
        statement,
        wanted,
      ])
    }
  })

  it('keeps Sids apart', () => {
    const taken = { Sid: 'Metrics', Effect: 'Deny', Action: '*', Resource: '*' }
    expect(JSON.parse(extendDocument(policy([taken]), wanted).text).Statement[1].Sid).toBe('Metrics2')
  })

  it('adds nothing twice', () => {
    const once = extendDocument(policy([]), wanted).text
    expect(extendDocument(once, wanted).added).toEqual([])
  })

  it('refuses to bring variables to life in a policy of the old version', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable, as text
    const old = { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::x/${aws:username}' }
    expect(extendDocument(policy([old], '2008-10-17'), wanted).problem).toContain('2008-10-17')
    expect(extendDocument(policy([old], null), wanted).problem).toContain('none')
    expect(extendDocument(policy([{ ...old, Resource: '*' }], '2008-10-17'), wanted)).toMatchObject({
      problem: null,
    })
  })

  it('refuses to bring a whole policy to life whose version IAM does not know', () => {
    const grants = { Effect: 'Allow', Action: 'rds-db:connect', Resource: '*' }
    expect(extendDocument(policy([grants], '2012-10-19'), wanted)).toMatchObject({
      text: policy([grants], '2012-10-19'),
      problem: expect.stringContaining('2012-10-19, which IAM does not know'),
    })
  })

  it.each(['not json', '[]', '{"Version":"2012-10-17","Statement":["x"]}'])('leaves %s alone', text => {
    expect(extendDocument(text, wanted).problem).not.toBeNull()
  })
})
