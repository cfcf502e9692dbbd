// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables, not templates
import { describe, expect, it } from 'vitest'
import { allow, connectResource, deny, ordersId } from '../testing/sample-account'
import { LONGEST_DOCUMENT } from './check-grammar'
import { checkWritten } from './check-written'
import { entryWidth } from './entry-width'

const policy = (...statements: unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)
const metrics = connectResource(ordersId, 'metrics')
const errorsOf = (text: string, before: string | null = null) =>
  checkWritten(text, [before]).filter(({ severity }) => severity === 'error')
const warningsOf = (text: string) => checkWritten(text, [null]).filter(one => one.severity === 'warning')

describe('what is taken', () => {
  it('one user of one target, allowed or denied, raises nothing', () => {
    expect(checkWritten(policy(allow(metrics), deny(connectResource(ordersId, 'app'))), [null])).toEqual([])
  })

  it('a condition and a wildcard user are taken, and told at their lines', () => {
    const text = policy({
      ...allow(connectResource(ordersId, 'app_*')),
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    })
    const lines = text.split('\n')
    const told = warningsOf(text)
    expect(told.map(({ line }) => lines[(line ?? 0) - 1]?.trim().slice(0, 11))).toEqual([
      '"arn:aws:rd',
      '"aws:MultiF',
    ])
    expect(errorsOf(text)).toEqual([])
  })

  it('a wildcard denial takes away, and needs no warning', () => {
    expect(checkWritten(policy(allow(metrics), deny('*')), [null])).toEqual([])
  })
})

const anywhere = (user: string) => `arn:aws:rds-db:us-east-1:111122223333:dbuser:*/${user}`
const byLetter = (letters: string) => [...letters].map(letter => anywhere(`${letter}*`))

it('what is wide in two ways is told in both', () => {
  expect(
    warningsOf(policy(allow(anywhere('*').replace('*', 'db-*Z*')))).map(({ message }) => message),
  ).toEqual([
    expect.stringContaining('no single target'),
    expect.stringContaining('every database user, the master user too'),
  ])
})

describe('entries that open everything between them', () => {
  const all = byLetter('abcdefghijklmnopqrstuvwxyz')

  it('are refused like one that does, in one statement or in several', () => {
    const [one, ...others] = all
    for (const text of [policy(allow(...all)), policy(allow(one ?? ''), allow(...others))])
      expect(errorsOf(text)).toMatchObject([
        { line: 8, message: expect.stringMatching(/^Together .* opens every target as every database user/) },
      ])
  })

  it('are refused where the last of them is added to those of today', () => {
    const before = policy(allow(...all.slice(1)))
    const text = policy(allow(...all.slice(1)), allow(anywhere('a*')))
    expect(errorsOf(text, before)).toMatchObject([{ message: expect.stringContaining('Together') }])
  })

  it('are refused wherever they look for it', () => {
    const alone = [...'abcdefghijklmnopqrstuvwxyz0123456789_'].map(letter => anywhere(`${letter}*`))
    const european = alone.map(entry => entry.replace('us-east-1', 'eu-*'))
    for (const entries of [alone, european])
      expect(errorsOf(policy(allow(...entries)))).toMatchObject([
        { message: expect.stringContaining('Together') },
      ])
  })

  it('are taken where some names are left out', () => {
    expect(errorsOf(policy(allow(...byLetter('abcdefghijklm'), anywhere('*_ro'))))).toEqual([])
  })
})

describe('a denial of today that the text does not hold any more', () => {
  const held = policy(allow(metrics), { ...deny(connectResource(ordersId, 'app_*')), Sid: 'NoApps' })
  const told = (text: string, before = held) =>
    checkWritten(text, [before]).map(({ severity, message }) => `${severity}: ${message}`)

  it('is said, with what it denied and where it stood', () => {
    expect(told(policy(allow(metrics)))).toEqual([
      `warning: This text no longer denies ${connectResource(ordersId, 'app_*')} (statement 2 of the policy of today, NoApps).`,
    ])
  })

  it('is said where a condition holds it back from now on, and of what is left out of it', () => {
    const Condition = { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }
    const withCondition = policy(allow(metrics), { ...deny(connectResource(ordersId, 'app_*')), Condition })
    expect(told(withCondition).join()).toContain('no longer denies')
    const both = policy(deny(metrics, connectResource(ordersId, 'app')))
    expect(told(policy(deny(metrics)), both)).toEqual([
      expect.stringContaining(`no longer denies ${connectResource(ordersId, 'app')} (`),
    ])
  })

  it('is not said where a statement goes on denying it', () => {
    expect(told(policy(deny(connectResource(ordersId, '*'))))).toEqual([])
    expect(told(policy(deny(connectResource(ordersId, 'app_*')), allow(metrics)))).toEqual([])
  })
})

/** What is refused | where | some of the words. */
describe('what is refused, at its line', () => {
  it.each([
    ['JSON that breaks off', '{\n  "Version": "2012-10-17",\n', 3, 'not valid JSON'],
    ['no text', '', 1, 'empty'],
    ['a BOM', `\uFEFF${policy(allow(metrics))}`, 1, 'not valid JSON'],
    ['a number', '7', 1, 'JSON object'],
    [
      'an element twice',
      policy(allow(metrics)).replace('"Effect"', '"Effect": "Deny",\n      "Effect"'),
      6,
      'given twice',
    ],
    [
      'the document twice',
      policy(allow(metrics)).replace('{', '{\n  "Version": "2012-10-17",'),
      3,
      'given twice',
    ],
    [
      '__proto__',
      policy(allow(metrics)).replace('"Effect"', '"__proto__": {},\n      "Effect"'),
      5,
      '__proto__',
    ],
    ['an unknown action', policy({ ...allow(metrics), Action: 's3:GetObject' }), 6, 's3:GetObject'],
    ['every action', policy({ ...allow(metrics), Action: '*' }), 6, '"*" is not written'],
    ['every action of the service', policy({ ...allow(metrics), Action: ['rds-db:*'] }), 7, 'rds-db:*'],
    ['NotAction', policy({ Effect: 'Allow', NotAction: 'rds-db:connect', Resource: '*' }), 6, 'NotAction'],
    [
      'NotResource',
      policy({ Effect: 'Allow', Action: 'rds-db:connect', NotResource: metrics }),
      7,
      'NotResource',
    ],
    ['everything', policy(allow('*')), 8, 'opens every target'],
    [
      'an escaped surrogate',
      policy(allow(metrics)).replace('metrics', '\\ud800'),
      8,
      'cannot stand in a policy',
    ],
    [
      'an escaped letter',
      policy(allow(metrics)).replace('metrics', '\\u0107'),
      8,
      'cannot stand in a policy',
    ],
  ])('%s', (_, text, line, words) => {
    expect(errorsOf(text)).toContainEqual(
      expect.objectContaining({ line, message: expect.stringContaining(words) }),
    )
  })

  it('a raw lone surrogate is no character of a policy', () => {
    expect(errorsOf(policy(allow(metrics)).replace('metrics', '\ud800')).length).toBeGreaterThan(0)
  })

  it('another Version, of which a variable would be plain text', () => {
    const text = policy(allow(metrics)).replace('2012-10-17', '2008-10-17')
    expect(checkWritten(text, [null], 'identity')[0]).toMatchObject({ severity: 'error', line: 2 })
    expect(errorsOf(text)[0]).toMatchObject({ line: 2 })
  })

  it('a character that cannot be seen, or turns the text around, by its number and not by itself', () => {
    const [told] = errorsOf(policy(allow(metrics)).replace('metrics', 'met\u202erics'))
    expect(told).toMatchObject({ line: 8, message: expect.stringContaining('U+202E is none of them') })
    expect(told?.message).not.toContain('\u202e')
  })

  it('a mistake in a text on one line is at line 1, where it stands', () => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: [allow('*')] })
    expect(errorsOf(text).map(({ line }) => line)).toEqual([1])
  })

  it('answers texts written to cost time at once', () => {
    const long = 'x'.repeat(1_048_576)
    expect(errorsOf(JSON.stringify({ long }))).toMatchObject([
      { line: null, message: expect.stringContaining('131,072') },
    ])
    for (const piece of ['[', '{"a":', '"\\"', '"a",', '${', '*?', '\\u0041'])
      expect(errorsOf(piece.repeat(LONGEST_DOCUMENT / piece.length)).length).toBeGreaterThan(0)
    expect(errorsOf('['.repeat(10_000) + ']'.repeat(10_000))[0]?.message).toContain('levels deep')
  })
})

describe('a policy that it is added to', () => {
  const listing = { Sid: 'List', Effect: 'Allow', Action: ['s3:List*', 'rds-db:connect'], Resource: '*' }
  const before = JSON.stringify({ Version: '2012-10-17', Statement: [listing, allow(metrics)] })

  it('keeps what it says of other things, however it is laid out and wherever it stands', () => {
    const { Sid, Effect, Action, Resource } = listing
    expect(errorsOf(policy(allow(metrics), { Resource, Action, Effect, Sid }), before)).toEqual([])
  })

  it('may lose an own statement about logins: what that closes is shown', () => {
    expect(errorsOf(policy(listing), before)).toEqual([])
  })

  it.each([
    ['left out', policy(allow(metrics))],
    ['narrowed', policy({ ...listing, Resource: 'arn:aws:s3:::mine' }, allow(metrics))],
    ['widened', policy({ ...listing, Action: '*' }, allow(metrics))],
    ['turned round', policy({ ...listing, Effect: 'Deny' }, allow(metrics))],
  ])('may not have a statement about more %s', (_, text) => {
    expect(errorsOf(text, before)).toContainEqual(
      expect.objectContaining({
        message: expect.stringContaining('Statement 1 of the policy of today (List)'),
      }),
    )
  })

  it('may not have a number changed that is too long to be read as one', () => {
    const aged = { ...listing, Condition: { NumericEquals: { 'aws:MultiFactorAuthAge': 'AGE' } } }
    const text = (age: string) => policy(aged).replace('"AGE"', age)
    expect(errorsOf(text('9007199254740993'), text('9007199254740993'))).toEqual([])
    expect(errorsOf(text('9007199254740993'), text('9007199254740992'))).not.toEqual([])
  })

  it('lends a statement about more to nobody who has not got it', () => {
    const text = policy(listing, allow(metrics))
    expect(checkWritten(text, [before, null]).some(({ severity }) => severity === 'error')).toBe(true)
  })

  it('is not brought to another Version when that would bring a variable to life', () => {
    const old = JSON.stringify({ Version: '2008-10-17', Statement: [allow(`${metrics}_\${aws:username}`)] })
    for (const before of [old, old.replace('$', '\\u0024')])
      expect(errorsOf(policy(allow(metrics)), before)[0]?.message).toContain('would become a variable')
  })
})

const head = 'arn:aws:rds-db:us-east-1:111122223333'
it.each([
  [metrics, 'one user'],
  [connectResource(ordersId, 'a${*}b${?}${$}'), 'one user'],
  [`arn:aws:rds-db:*:111122223333:dbuser:${ordersId}/app`, 'one user'],
  [connectResource(ordersId, '*'), 'every user'],
  [connectResource(ordersId, 'app_?'), 'several users'],
  [connectResource(ordersId, '${aws:username}'), 'several users'],
  [`${head}:dbuser:*/app`, 'targets'],
  [`${head}:dbuser:db-7*/*`, 'targets, every user'],
  [`${head}:dbuser:db-*Z*/*`, 'targets, every user'],
  [`${head}:dbuser:${ordersId}*`, 'targets, every user'],
  [`${head}:dbuser:*/app_*`, 'targets, several users'],
  [`${head}:dbuser:*/????????`, 'targets, several users'],
  [`${head}:dbuser:\${aws:PrincipalTag/db}/app`, 'targets'],
  ['*/app', 'targets'],
  ['*', 'everything'],
  ['arn:aws:rds-db:*', 'everything'],
  [head, 'everything'],
  [`${head}:*`, 'everything'],
  [`${head}:dbuser:*`, 'everything'],
  [`${head}:dbuser:*/*`, 'everything'],
  [`${head}:dbuser:db-*/*`, 'everything'],
  [`${head}:dbuser:prx-*/*`, 'everything'],
  [`${head}:dbuser:prx-?????????????????/*`, 'everything'],
  [`${head}:dbuser:db-${'?'.repeat(26)}/\${aws:username}`, 'everything'],
  [`arn:*:rds-db:*:*:dbuser:*/*`, 'everything'],
  ['arn:aws:rds-db:eu-*:111122223333:dbuser:*/*', 'everything'],
  ['arn:aws:rds-db:*-1:44*:dbuser:*/*', 'everything'],
  ['arn:aws-us-*:rds-db:us-gov-????-1:*:dbuser:cluster-*/*', 'everything'],
  ['arn:aws:rds-db:eu-*', 'everything'],
  ['arn:aws:rds-db:*:dbuser:db-*/*', 'everything'],
  [`arn:aws:rds-db:eu-*:111122223333:dbuser:${ordersId}/*`, 'every user'],
] as const)('the width of %s is %s', (entry, width) => {
  const { everything, targets, users } = entryWidth(entry)
  const parts = [targets && 'targets', users !== 'one' && `${users} user${users === 'several' ? 's' : ''}`]
  expect(everything ? 'everything' : parts.filter(Boolean).join(', ') || 'one user').toBe(width)
})
