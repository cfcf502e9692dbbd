import { describe, expect, it } from 'vitest'
import { databaseUser, passwordUser } from '@/lib/access/testing/sample-inventory'
import type { DatabaseUser } from './database-user'
import { maySignIn, nameInside, namesInside, usersNamed } from './name-inside'

const iam = (host: string | null, rest: Partial<DatabaseUser> = {}) => databaseUser('jane', { host, ...rest })
const password = (host: string) => ({ ...passwordUser('jane'), host })
const locked = (host: string) => iam(host, { signIn: 'locked', iamReady: false, reason: 'is locked' })

describe('what the rows of one name come to', () => {
  it.each([
    ['an engine without hosts', [iam(null)], 'everywhere', null],
    ['one row of every host', [iam('%')], 'everywhere', null],
    ['a row without a host, which is every host', [iam('')], 'everywhere', null],
    ['all of them on the plugin', [iam('10.%'), iam('%')], 'everywhere', null],
    ['a password on the server itself', [password('localhost'), iam('%')], 'everywhere', null],
    ['a password', [password('%')], 'nowhere', 'Password only'],
    ['a lock', [locked('%')], 'nowhere', 'Is locked'],
    ['a lock that its Gatehouse did not know', [iam(null, { signIn: 'locked' })], 'nowhere', 'Is locked'],
    ['a role that may not log in', [iam(null, { signIn: 'noLogin' })], 'nowhere', 'Cannot log in'],
    ['the server itself', [iam('localhost')], 'nowhere', 'Signs in on the server itself only (localhost)'],
    [
      'a narrower password',
      [iam('%'), password('10.%')],
      'somewhere',
      "'jane'@'10.%' signs in by password and is narrower than '%': from there a token is refused",
    ],
    [
      'a narrower lock',
      [iam('%'), locked('10.0.4.17')],
      'somewhere',
      "'jane'@'10.0.4.17' is locked and is narrower than '%': from there a token is refused",
    ],
    [
      'a wider password',
      [password('%'), iam('10.%')],
      'somewhere',
      "'jane'@'10.%' takes a token; from any other address 'jane'@'%' decides, which signs in by password",
    ],
    ['one network', [iam('10.%')], 'somewhere', 'Lets in from 10.% only, where another address is refused'],
  ] as const)('of %s', (_, rows, ready, reason) => {
    expect(nameInside(rows)).toMatchObject({ ready, reason })
  })

  it('take the widest host for the row that decides for most, and the narrowest first', () => {
    const rows = [iam('%'), iam('10.0.4.17'), iam('10.%'), iam('10.0.%')]
    expect(nameInside(rows)?.rows.map(({ host }) => host)).toEqual(['10.0.4.17', '10.0.%', '10.%', '%'])
    expect(nameInside(rows)?.user.host).toBe('%')
    expect(nameInside([])).toBeNull()
  })
})

it('a name is found with all its rows, whatever else is called like it', () => {
  const scan = { users: [iam('%'), password('10.%'), databaseUser('Jane')] }
  expect(usersNamed(scan, 'jane')).toHaveLength(2)
  expect([...namesInside(scan).keys()]).toEqual(['jane', 'Jane'])
})

it.each(['iam', 'iamOrPassword', 'password', 'kerberos'] as const)(
  '%s is a way in; a lock is none',
  signIn => {
    expect(maySignIn({ signIn })).toBe(true)
    expect(maySignIn({ signIn: 'locked' })).toBe(false)
    expect(maySignIn({ signIn: 'noLogin' })).toBe(false)
  },
)
