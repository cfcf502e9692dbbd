import { expect, it } from 'vitest'
import { databaseUser, passwordUser, sampleTarget } from '@/lib/access/testing/sample-inventory'
import type { DatabaseUser } from './database-user'
import { mustStay } from './must-stay'

const detail: DatabaseUser['detail'] = {
  ...{ memberships: [{ role: 'team', admin: false, inForce: true }], rights: [], owned: 0, sessions: 0 },
  ...{ lastLoginAt: null, connectionLimit: null, passwordExpired: false, requiresTls: null },
}
const team = databaseUser('team', { iamReady: false, signIn: 'noLogin', reason: 'cannot log in' })
const users = [team, { ...passwordUser('tom'), detail }, databaseUser('ida', { detail })]

it.each([
  ['the master user', passwordUser('postgres'), /^postgres is the master user/],
  ['a user of Kerberos', databaseUser('app', { iamReady: false, signIn: 'kerberos' }), /Kerberos/],
  ['a role that others hold', team, /^team is a role of tom, who would lose their passwords\.$/],
])('%s is not moved to IAM', (_, user, words) => {
  expect(mustStay(user, sampleTarget(), { users })).toMatch(words)
})

it('anybody else may be, and in the MySQL family a role lends no way of signing in', () => {
  expect(mustStay(passwordUser('app'), sampleTarget(), { users })).toBeNull()
  expect(mustStay(team, sampleTarget({ family: 'mysql' }), { users })).toBeNull()
})
