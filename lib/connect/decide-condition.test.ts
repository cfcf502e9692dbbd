import { describe, expect, it } from 'vitest'
import type { ConditionExpression } from '@/lib/iam/index'
import { holds, ofSession } from './decide-condition'

const test = (operator: string, key: string, ...values: string[]): ConditionExpression => ({
  test: { key, operator, values, negated: false, effect: 'Allow' },
})
const PRESENT = 'aws:MultiFactorAuthPresent'
const WITHOUT = new Map<string, (string | null)[]>([
  ['aws:multifactorauthpresent', ['false', null]],
  ['aws:multifactorauthage', [null]],
])
const needsMfa = test('Bool', PRESENT, 'true')
const date = test('DateLessThan', 'aws:CurrentTime', '2027-01-01T00:00:00Z')

describe('a session without MFA', () => {
  it.each<[string, ConditionExpression, 'open' | 'mfa' | 'fails']>([
    ['fails where MFA must be present', needsMfa, 'mfa'],
    ['fails where MFA must be fresh', test('NumericLessThan', 'aws:MultiFactorAuthAge', '3600'), 'mfa'],
    [
      'fails where a Deny catches it, present or absent',
      { not: test('BoolIfExists', PRESENT, 'false') },
      'mfa',
    ],
    [
      'may pass a Deny that only `false` meets: RDS may not send the key',
      { not: test('Bool', PRESENT, 'false') },
      'open',
    ],
    ['may pass where absent is enough', test('BoolIfExists', PRESENT, 'true'), 'open'],
    ['fails where the age must be there', { not: test('Null', 'aws:MultiFactorAuthAge', 'true') }, 'mfa'],
    ['fails MFA and a date, whatever the date', { all: [needsMfa, date] }, 'mfa'],
    ['stays open where a date is enough', { any: [needsMfa, date] }, 'open'],
    ['stays open where something is unread', { any: [needsMfa, { unread: 'x' }] }, 'open'],
  ])('%s', (_, condition, says) => {
    expect(ofSession(condition, WITHOUT)).toBe(says)
  })
})

it('nothing is decided of a session of which nothing is known', () => {
  expect(holds(needsMfa, new Map())).toBeNull()
  expect(ofSession(needsMfa, new Map())).toBe('open')
  expect(ofSession(null, WITHOUT)).toBe('open')
})

it('MFA is not promised to help where something else fails as well', () => {
  const known = new Map([...WITHOUT, ['aws:sourceidentity', [null]] as const])
  const both = { all: [needsMfa, test('StringEquals', 'aws:SourceIdentity', 'ana')] }
  expect(ofSession(both, known)).toBe('fails')
})

it('tags are told apart: one of another value, one that is not there, one that fits', () => {
  const known = new Map<string, (string | null)[]>([
    ['aws:principaltag/*', [null]],
    ['aws:principaltag/team', ['sre', null]],
  ])
  const tag = (name: string, value: string) => test('StringEquals', `aws:PrincipalTag/${name}`, value)
  expect(ofSession(tag('Team', 'dba'), known)).toBe('fails')
  expect(ofSession(tag('env', 'prod'), known)).toBe('fails')
  expect(ofSession(tag('team', 'sre'), known)).toBe('open')
  expect(ofSession(tag('team', `\${aws:username}`), known)).toBe('open')
})
