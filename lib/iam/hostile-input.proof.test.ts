import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from './compile'
import { displayText } from './display-text'
import { evaluate } from './evaluate'
import type { Evaluation } from './evaluation'
import { mayAssume } from './may-assume'
import { parseDocument } from './parse-document'
import { sourceOf } from './testing/generated-policies'
import { prepareTrust, trustEdges } from './trust-policy'
import { validateDocument } from './validate-document'
import { matchesWildcard } from './wildcard'

/** Each of these would take minutes or the whole stack if anything were done the obvious way. */
function ask(text: string): Evaluation {
  const request = {
    principalArn: 'a',
    action: 'rds-db:connect',
    resource: 'arn:aws:rds-db:r:a:dbuser:db-A/app',
    context: {},
  }
  return evaluate(request, [{ kind: 'identity', policies: [{ source: sourceOf(text), viaGroup: null }] }])
}

function everything(text: string): void {
  expect(() => {
    parseDocument(text)
    for (const kind of ['identity', 'managed', 'trust', 'scp'] as const) validateDocument(text, kind)
    displayText(text)
    trustEdges(text)
    const caller = { kind: 'user' as const, value: 'a', context: {}, absentKeys: [], own: null }
    mayAssume({ roleArn: 'r', trust: prepareTrust(text), caller })
  }).not.toThrow()
  expect(ask(text).decision).not.toBe('allowed')
}

const document = (statements: unknown[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const allow = { Effect: 'Allow', Action: '*', Resource: '*' }

describe('hostile input ends quickly and safely', { timeout: 60_000 }, () => {
  it('patterns of 10,000 stars', () => {
    const text = 'a'.repeat(100_000)
    expect(matchesWildcard('*'.repeat(10_000), text)).toBe(true)
    expect(matchesWildcard('*a'.repeat(10_000), text)).toBe(true)
    expect(matchesWildcard(`${'*a'.repeat(10_000)}*b`, text)).toBe(false)
    expect(matchesWildcard(`${'a*'.repeat(10_000)}b`, text)).toBe(false)
    expect(matchesWildcard(`${'*?'.repeat(10_000)}`, text)).toBe(true)
    expect(matchesWildcard(`*${'?'.repeat(1000)}b*`, text)).toBe(false)
  })

  it('nests of 200,000 brackets, open, closed and in a condition', () => {
    everything('['.repeat(200_000))
    everything('{"a":'.repeat(200_000))
    everything('['.repeat(100_000) + ']'.repeat(100_000))
    everything(
      `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":${'{"a":'.repeat(5000)}`,
    )
  })

  it('megabytes of statements, patterns and conditions', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({ ...allow, Action: `s3:Action${index}` }))
    expect(ask(document(many)).decision).toBe('implicitDeny')
    const names = Array.from({ length: 50_000 }, (_, index) => `arn:aws:rds-db:r:a:dbuser:db-${index}/*`)
    expect(ask(document([{ ...allow, Resource: names }])).decision).toBe('implicitDeny')
    const values = Array.from({ length: 20_000 }, (_, index) => `value-${index}`)
    const keys = Object.fromEntries(
      values.slice(0, 2000).map(value => [`aws:PrincipalTag/${value}`, values.slice(0, 10)]),
    )
    expect(ask(document([{ ...allow, Condition: { StringEquals: keys } }])).missingContextKeys).toHaveLength(
      2000,
    )
  })

  it('thousands of statements that are all open', () => {
    const open = Array.from({ length: 1000 }, (_, index) => ({
      ...allow,
      Effect: index % 2 === 0 ? 'Allow' : 'Deny',
      Condition: { StringLike: { 'aws:PrincipalTag/team': `*team-${index}*` } },
    }))
    expect(ask(document(open)).decision).toBe('conditional')
    const source = sourceOf(document(open))
    const identity = [{ policyId: source.id, viaGroup: null }]
    const principal = {
      arn: 'a',
      context: {},
      absentKeys: [],
      identity,
      boundary: null,
      serviceControl: { state: 'none' as const },
    }
    const account = compile({ policies: [source], principals: [principal] }, { action: 'rds-db:connect' })
    expect([...account.column('x')]).toEqual([2])
  })

  it('thousands of statements that cannot be read', () => {
    const broken = Array.from({ length: 2000 }, () => ({ Effect: 'Maybe', Action: '*', Resource: '*' }))
    expect(ask(document(broken)).errors).toHaveLength(2000)
    everything(document(broken))
  })

  it('endless variables', () => {
    for (const piece of ['${', '${,', "${'", '${a', "${a,'", '${' + '}']) {
      expect(
        ask(document([{ ...allow, Resource: `arn:aws:rds-db:r:a:dbuser:${piece.repeat(100_000)}` }]))
          .decision,
      ).toBe('implicitDeny')
    }
  })

  it('strings that never end, escapes that are none, numbers that are none', () => {
    for (const text of [
      `"${'a'.repeat(1_000_000)}`,
      `"${'\\'.repeat(999_999)}`,
      '"\\u12"',
      '{"a":-}',
      '{"a":1e}',
      '{"a":01}',
      '\u0000',
      '{"\u0000":1}',
    ])
      everything(text)
  })

  it('names that a language would take for its own', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      everything(
        `{"Version":"2012-10-17","${name}":{},"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`,
      )
      everything(document([{ ...allow, Condition: { [name]: { 'aws:username': 'x' } } }]))
    }
  })

  it('any text at all, and any JSON at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => everything(text)),
      { numRuns: 200 },
    )
    fc.assert(
      fc.property(fc.json(), text => everything(text)),
      { numRuns: 200 },
    )
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), parts => everything(document(parts))),
      { numRuns: 100 },
    )
  })
})
