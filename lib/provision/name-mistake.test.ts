import { describe, expect, it } from 'vitest'
import { DIALECTS } from './dialects'

type Family = 'postgres' | 'mysql' | 'mariadb'
const mistakeOf = (family: Family, name: string, host: string | null = null) =>
  DIALECTS[family]?.nameMistake({ name, host })

const a = (count: number) => 'a'.repeat(count)
const REFUSED: [Family, string, RegExp, string | null][] = [
  ['postgres', '', /needs a name/, null],
  ['postgres', 'a\0b', /NUL/, 'ab'],
  ['postgres', a(64), /longer than 63 bytes/, a(63)],
  ['postgres', 'é'.repeat(32), /longer than 63 bytes/, 'é'.repeat(31)],
  ['postgres', '数'.repeat(22), /longer than 63 bytes/, '数'.repeat(21)],
  ['postgres', ' jane', /space/, 'jane'],
  ['mysql', 'jane ', /space/, 'jane'],
  ['postgres', 'ja\u202ene', /not seen/, 'jane'],
  ['mariadb', 'ja\u200bne', /not seen/, 'jane'],
  ['postgres', 'jane\n', /not seen/, 'jane'],
  ['postgres', '\u202e', /not seen/, null],
  ['mysql', a(33), /longer than 32 characters/, a(32)],
  ['mysql', 'é'.repeat(33), /longer than 32 characters/, 'é'.repeat(32)],
  ['mariadb', a(129), /longer than 128 characters/, a(128)],
  ['mysql', 'jane😀', /four bytes/, 'jane'],
  ['mariadb', '😀', /four bytes/, null],
]
const TAKEN: [Family, string][] = [
  ['postgres', a(63)],
  ['postgres', 'é'.repeat(31)],
  ['postgres', '😀'],
  ['postgres', 'Jane@example.com'],
  ['postgres', `"'\\`],
  ['mysql', a(32)],
  ['mysql', '数'.repeat(32)],
  ['mysql', `"'\\\``],
  ['mariadb', a(128)],
]

describe('a name for a new user', () => {
  it.each(REFUSED)('%s refuses %j, and says one that it takes', (family, name, text, suggestion) => {
    const mistake = mistakeOf(family, name)
    expect(mistake?.text).toMatch(text)
    expect(mistake?.suggestion).toBe(suggestion)
    if (suggestion !== null) expect(mistakeOf(family, suggestion)).toBeNull()
  })

  it.each(TAKEN)('%s takes %j', (family, name) => expect(mistakeOf(family, name)).toBeNull())

  it.each(['10.0.%', '%', 'ip-10-0-0-1.ec2.internal', '10.0.0.0/255.255.0.0', '::1'])(
    'takes the host %s',
    host => {
      expect(mistakeOf('mysql', 'jane', host)).toBeNull()
    },
  )
  it.each(["%' or", '', 'a b', 'a@b'])('takes no host %j', host => {
    expect(mistakeOf('mysql', 'jane', host)?.text).toMatch(/no host/)
  })
})

it.each([
  [
    'postgres',
    ['pg_monitor', 'rds_iam', 'rdsadmin', 'public', 'none'],
    ['jane', 'postgres', 'pgbench', 'rdsuser', 'rds_reader'],
  ],
  [
    'mysql',
    ['rdsadmin', 'mysql.sys', 'rds_superuser_role', 'AWS_LAMBDA_ACCESS'],
    ['admin', 'mysqlsys', 'root', 'rds'],
  ],
  ['mariadb', ['rdsadmin', 'mariadb.sys'], ['jane', 'mariadb']],
] as const)('%s keeps %j for itself and not %j', (family, kept, free) => {
  expect(kept.filter(name => !DIALECTS[family]?.isReserved(name))).toEqual([])
  expect(free.filter(name => DIALECTS[family]?.isReserved(name))).toEqual([])
})
