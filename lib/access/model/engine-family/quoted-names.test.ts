import { expect, it } from 'vitest'
import { mysqlAccount, mysqlName, mysqlSchema, postgresName, postgresText } from './quoted-names'

it.each([
  ['jane', 'jane'],
  ['app_ro2', 'app_ro2'],
  ['Jane', '"Jane"'],
  ['user', '"user"'],
  ['select', '"select"'],
  ['2nd', '"2nd"'],
  ['a"b', '"a""b"'],
  ['größe', '"größe"'],
])('PostgreSQL: %s stands as %s', (name, quoted) => expect(postgresName(name)).toBe(quoted))

it.each([
  ['jane', "'jane'"],
  ["o'x", "'o''x'"],
  ["\\'", "E'\\\\'''"],
])('PostgreSQL: the text %s stands as %s', (text, quoted) => expect(postgresText(text)).toBe(quoted))

it.each([
  ['jane', null, "'jane'@'%'"],
  ["o'x", '10.%', "'o''x'@'10.%'"],
  ['a\\', '%', "'a\\\\'@'%'"],
])('MySQL: the account %s of %s stands as %s', (name, host, quoted) => {
  expect(mysqlAccount(name, host)).toBe(quoted)
})

it('MySQL: a schema is that one alone, whatever stands for many in its name', () => {
  expect(mysqlSchema('my_db')).toBe('`my\\_db`')
  expect(mysqlSchema('100%\\')).toBe('`100\\%\\\\`')
  expect(mysqlName('a`b_')).toBe('`a``b_`')
})
