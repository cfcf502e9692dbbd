// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables, not templates
import { describe, expect, it } from 'vitest'
import { hasVariable, hasWildcard, isUniversal, literalName, userPatterns } from './user-pattern'

const prefix = 'arn:aws:rds-db:us-east-1:111122223333:dbuser:db-ORDERS/'

describe('userPatterns', () => {
  it.each([
    ['an exact ARN leaves its user', `${prefix}app`, ['app']],
    ['a star in front of the slash leaves the user', 'arn:aws:rds-db:*:*:dbuser:*/jane', ['jane']],
    ['a lone star matches every name', '*', ['*']],
    ['a star crosses colons and slashes', 'arn:aws:rds-db:*', ['*']],
    ['two stars come to one', 'arn:aws:rds-db:us-east-1:111122223333:dbuser:*/*', ['*']],
    ['a pattern stays a pattern', `${prefix}dev_*`, ['dev_*']],
    [
      'a question mark is one character, also in the id',
      `${prefix.replace('ORDERS', 'ORDER?')}app_?`,
      ['app_?'],
    ],
    ['a name cut inside the star keeps the star', 'arn:aws:rds-db:*jane', ['*jane']],
    ['an escaped star is a character', `${prefix}odd\${*}name`, ['odd${*}name']],
    ['a variable is kept to be resolved', `${prefix}dev_\${aws:username}`, ['dev_${aws:username}']],
    [
      'a variable with a slash in its key is kept',
      `${prefix}\${aws:PrincipalTag/name}`,
      ['${aws:PrincipalTag/name}'],
    ],
    [
      'a variable in the id may be this id',
      'arn:aws:rds-db:us-east-1:111122223333:dbuser:${aws:PrincipalTag/db}/x',
      ['x'],
    ],
    ['another target matches nothing', `${prefix.replace('ORDERS', 'OTHER')}app`, []],
    ['an id that only starts alike matches nothing', `${prefix.replace('ORDERS/', 'ORDERS2/')}app`, []],
    ['the ARN without a user matches no user', prefix, []],
    ['case matters', `${prefix.replace('db-ORDERS', 'db-orders')}app`, []],
    ['a star in the id ends at its slash', 'arn:aws:rds-db:us-east-1:111122223333:dbuser:db-*/app', ['app']],
    ['what follows the slash is the user, slashes included', 'arn:aws:rds-db:*:*:dbuser:*/a/b', ['a/b']],
    ['an id pattern without a user runs on', 'arn:aws:rds-db:us-east-1:111122223333:dbuser:db-O*', ['*']],
    ['a star in the account stands for what comes before the id', 'arn:aws:rds-db:*:db-ORDERS/app', ['app']],
  ])('%s', (_, pattern, expected) => {
    expect(userPatterns(pattern, prefix)).toEqual(expected)
  })

  it.each([
    ['a star in the Region', 'arn:aws:rds-db:*:111122223333:dbuser:cluster-*/datadog'],
    ['a star in the account', 'arn:aws:rds-db:us-east-1:*:dbuser:prx-*/app_user'],
    ['two stars', 'arn:aws:rds-db:*:*:dbuser:cluster-*/datadog'],
    ['a star in the Region and a whole id', 'arn:aws:rds-db:*:111122223333:dbuser:db-OTHER/app'],
    ['a star in the service', 'arn:aws:*:dbuser:cluster-*/datadog'],
    ['a star before all of it', '*:dbuser:cluster-*/datadog'],
    ['an id that is not spelled to its end', 'arn:aws:rds-db:*:111122223333:dbuser:cluster-*'],
    ['another spelling of the user', 'arn:aws:rds-db:*:*:dbuser/*/*'],
    ['a colon where the slash belongs', 'arn:aws:rds-db:us-east-1:111122223333:dbuser:*:app'],
    ['no dbuser', 'arn:aws:rds-db:*:111122223333:cluster-X/app'],
    ['another service', 'arn:aws:*:us-east-1:111122223333:db:orders'],
  ])('does not take what a star runs over for a user: %s', (_, pattern) => {
    expect(userPatterns(pattern, prefix)).toEqual([])
  })

  it('answers a long run of stars at once', () => {
    expect(userPatterns(`${'*a'.repeat(200)}*`, prefix.repeat(4))).toEqual([`${'*a'.repeat(188)}*`])
  })
})

describe('kinds of pattern', () => {
  it('tells universal patterns from those that leave somebody out', () => {
    expect(['*', '**', '?*', '*?'].map(isUniversal)).toEqual([true, true, true, true])
    expect(['??*', 'a*', '?', '*_ro'].map(isUniversal)).toEqual([false, false, false, false])
    // A hostile policy costs no time: twenty seconds, with a pattern that tries again at every star.
    expect(isUniversal(`${'*'.repeat(200_000)}x`)).toBe(false)
  })

  it('does not take an escape for a wildcard or a variable', () => {
    expect(hasWildcard('odd${*}name')).toBe(false)
    expect(hasVariable('odd${*}name')).toBe(false)
    expect(literalName('odd${*}name')).toBe('odd*name')
    expect(hasVariable('${aws:username}')).toBe(true)
  })
})
