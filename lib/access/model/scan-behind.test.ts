import { expect, it } from 'vitest'
import { databaseUser, passwordUser } from '@/lib/access/testing/sample-inventory'
import { countUsers } from './scan-behind'

it('counts names, not rows: several rows of one name are one user, and a locked one is none', () => {
  const users = [
    databaseUser('app', { host: '%' }),
    { ...passwordUser('app'), host: '10.%' },
    { ...passwordUser('app'), host: 'localhost' },
    { ...passwordUser('web'), host: '%' },
    databaseUser('old', { host: '%', signIn: 'locked', iamReady: false }),
    databaseUser('team', { signIn: 'noLogin', iamReady: false }),
  ]
  expect(countUsers({ users })).toEqual({ iamUsers: 1, databaseUsers: 2 })
})
