import { describe, expect, it } from 'vitest'
import { ownValues } from '@/lib/access/model/own-values'
import { sampleRole, sampleTarget } from '@/lib/access/testing/sample-inventory'
import type { ConditionExpression, VariableNeed } from '@/lib/iam/index'
import { cellInWords, conditionsInWords, dateInWords } from './condition-words'

function test(operator: string, key: string, ...values: string[]): ConditionExpression {
  return { test: { key, operator, values, negated: /Not/.test(operator), effect: 'Allow' } }
}

function variable(key: string, ...needs: VariableNeed[]): ConditionExpression {
  const values = ['arn:aws:rds-db:x']
  const asked = { key, operator: 'Resource', values, negated: false, effect: 'Allow' as const }
  return { test: needs.length > 0 ? { ...asked, needs } : asked }
}

const words = (expression: ConditionExpression) => conditionsInWords(expression).map(item => item.text)

describe('conditionsInWords', () => {
  it.each([
    [test('Bool', 'aws:MultiFactorAuthPresent', 'true'), 'The session was signed in with MFA.'],
    [
      { not: test('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false') },
      'The session was signed in with MFA.',
    ],
    [test('NumericLessThan', 'aws:MultiFactorAuthAge', '3600'), 'MFA was given less than 3600 seconds ago.'],
    [test('DateLessThan', 'aws:CurrentTime', '2027-01-01T00:00:00Z'), 'Before 1 Jan 2027, 00:00 UTC.'],
    [test('DateGreaterThan', 'aws:CurrentTime', '2026-11-30T08:05:00Z'), 'After 30 Nov 2026, 08:05 UTC.'],
    [
      { not: test('DateGreaterThan', 'aws:CurrentTime', '2026-12-31T00:00:00Z') },
      'Until 31 Dec 2026, 00:00 UTC.',
    ],
    [
      test('DateLessThan', 'aws:TokenIssueTime', '2026-12-31T00:00:00Z'),
      'The session began before 31 Dec 2026, 00:00 UTC.',
    ],
    [
      test('IpAddress', 'aws:SourceIp', '10.0.0.0/8', '192.0.2.0/24'),
      'The address of the caller is in 10.0.0.0/8 or 192.0.2.0/24.',
    ],
    [
      { not: test('NotIpAddress', 'aws:SourceIp', '10.0.0.0/8') },
      'The address of the caller is in 10.0.0.0/8.',
    ],
    [
      test('StringEquals', 'aws:PrincipalTag/env', 'prod'),
      'Tag env of the principal or its session is prod.',
    ],
    [test('StringNotEquals', 'aws:ResourceTag/tier', 'gold'), 'Tag tier of the target is not gold.'],
    [test('StringEquals', 'aws:SourceVpce', 'vpce-1'), 'The VPC endpoint is vpce-1.'],
    [
      test('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/data/*'),
      'The ARN of the principal matches arn:aws:iam::*:role/data/*.',
    ],
    [test('Null', 'aws:PrincipalTag/team', 'false'), 'Tag team of the principal or its session is present.'],
    [test('StringEqualsIfExists', 'example:key', 'a'), 'example:key is a, or it is absent.'],
    [
      variable('aws:PrincipalTag/team', { key: 'aws:PrincipalTag/team', value: 'app_readonly' }),
      "The session's tag team is app_readonly.",
    ],
    [
      { not: variable('aws:PrincipalTag/team', { key: 'aws:PrincipalTag/team', value: 'app_readonly' }) },
      "The session's tag team is not app_readonly.",
    ],
    [
      variable(
        'aws:PrincipalTag/db',
        { key: 'aws:PrincipalTag/db', value: 'db-A' },
        { key: 'aws:userid', value: 'AROA1:run' },
      ),
      "The session's tag db is db-A and the user id is AROA1:run.",
    ],
    [variable('aws:PrincipalTag/team'), "The session's tag team fits this database user."],
    [{ not: variable('example:Key') }, 'example:Key does not fit this database user.'],
    [{ unread: 'statement 2 of x could not be read.' }, 'statement 2 of x could not be read.'],
  ] as [ConditionExpression, string][])('%# reads as it counts', (expression, text) => {
    expect(words(expression)).toEqual([text])
  })

  it('gives what must hold together a line each, MFA marked as MFA', () => {
    const both = {
      all: [
        test('Bool', 'aws:MultiFactorAuthPresent', 'true'),
        test('DateLessThan', 'aws:CurrentTime', '2027-01-01T00:00:00Z'),
      ],
    }
    expect(conditionsInWords(both).map(item => item.hint)).toEqual(['mfa', 'date'])
  })

  it('joins alternatives in one line', () => {
    const either = { any: [test('StringEquals', 'a:b', 'x'), test('StringEquals', 'a:c', 'y')] }
    expect(words(either)).toEqual(['a:b is x; or: a:c is y.'])
  })

  it('turns "not all of" into alternatives of the opposite', () => {
    const neither = { not: { all: [test('StringEquals', 'a:b', 'x'), test('StringEquals', 'a:c', 'y')] } }
    expect(words(neither)).toEqual(['a:b is not x; or: a:c is not y.'])
  })
})

describe('beside what is asked for, what is so', () => {
  const { principal } = sampleRole('api', [], { tags: { Team: 'finance' } })
  const target = sampleTarget({ tags: { env: 'dev' } })
  const own = ownValues(principal, target, '2026-11-23T14:00:00Z')
  const told = (expression: ConditionExpression) => cellInWords(expression, { kind: 'user' }, own)[0]?.text

  it.each([
    [
      test('StringEquals', 'aws:PrincipalTag/team', 'data'),
      'Tag team of the principal or its session is data (its own: finance).',
    ],
    [
      test('StringEquals', 'aws:PrincipalTag/env', 'prod'),
      'Tag env of the principal or its session is prod (it has none of its own).',
    ],
    [
      variable('aws:PrincipalTag/team', { key: 'aws:PrincipalTag/team', value: 'app' }),
      "The session's tag team is app (its own: finance).",
    ],
    [test('StringEquals', 'aws:ResourceTag/env', 'prod'), 'Tag env of the target is prod (its own: dev).'],
    [test('StringEquals', 'aws:ResourceTag/tier', 'gold'), 'Tag tier of the target is gold.'],
    [
      test('StringEquals', 'aws:RequestedRegion', 'eu-west-1'),
      'The Region is eu-west-1 (its own: us-east-1).',
    ],
    [test('StringEquals', 'aws:SourceVpce', 'vpce-1'), 'The VPC endpoint is vpce-1.'],
    [test('DateLessThan', 'aws:CurrentTime', '2027-01-01'), 'Before 1 Jan 2027, 00:00 UTC.'],
    [
      test('DateLessThanIfExists', 'aws:CurrentTime', '2020-01-01'),
      'Before 1 Jan 2020, 00:00 UTC, which has passed.',
    ],
    [test('DateGreaterThan', 'aws:CurrentTime', '2020-01-01'), 'After 1 Jan 2020, 00:00 UTC, as it is now.'],
    [
      { not: test('DateGreaterThan', 'aws:CurrentTime', '2020-01-01') },
      'Until 1 Jan 2020, 00:00 UTC, which has passed.',
    ],
    [
      test('DateLessThan', 'aws:TokenIssueTime', '2020-01-01'),
      'The session began before 1 Jan 2020, 00:00 UTC.',
    ],
  ] as [ConditionExpression, string][])(
    '%# names the value that the principal or target has',
    (expression, text) => {
      expect(told(expression)).toBe(text)
    },
  )
})

it('a column that stands for many names is not told by the name that stands in for them', () => {
  const open = { all: [variable('aws:PrincipalTag/team', { key: 'aws:PrincipalTag/team', value: 'zq7' })] }
  const told = (kind: 'user' | 'anyOther') => cellInWords(open, { kind }).map(item => item.text)
  expect(told('user')).toEqual(["The session's tag team is zq7."])
  expect(told('anyOther')).toEqual(["The session's tag team fits this database user."])
})

describe('dateInWords', () => {
  it('reads seconds since 1970 and leaves what is no date as it is', () => {
    expect(dateInWords('1798761600')).toBe('1 Jan 2027, 00:00 UTC')
    expect(dateInWords('tomorrow')).toBe('tomorrow')
  })
})
