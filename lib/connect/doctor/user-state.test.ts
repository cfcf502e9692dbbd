import { expect, it } from 'vitest'
import type { DatabaseUser } from '@/lib/access/model/database-user'
import { nameInside } from '@/lib/access/model/name-inside'
import { databaseUser, passwordUser } from '@/lib/access/testing/sample-inventory'
import { userStateOf } from './user-state'

const jane = (more: Partial<DatabaseUser>) => databaseUser('jane', more)
const heldBack = (reason: string) => jane({ iamReady: false, signIn: 'iam', reason })

it.each([
  ['one that takes a token', [jane({})], 'ready'],
  ['one that takes a password', [passwordUser('jane')], 'notReady'],
  ['one that may hold no session', [heldBack('may hold no session (CONNECTION LIMIT 0)')], 'closed'],
  ['one that needs more than a token', [heldBack('needs a second factor (x) beside the token')], 'closed'],
  ['one that is locked', [jane({ signIn: 'locked', iamReady: false, reason: 'is locked' })], 'closed'],
  ['one that comes from the server itself only', [jane({ host: 'localhost' })], null],
  ['one of whom the address decides', [jane({ host: '%' }), { ...passwordUser('jane'), host: '10.%' }], null],
] as const)('%s', (_, rows, state) => {
  expect(userStateOf(nameInside(rows))).toBe(state)
})

it('nobody has no state', () => {
  expect(userStateOf(nameInside([]))).toBeNull()
})
