import { describe, expect, it } from 'vitest'
import { databaseUser } from '../testing/sample-inventory'
import { doubtsOfScan } from './doubts-of-scan'

const target = {
  name: 'orders-prod',
  family: 'postgres' as const,
  engineVersion: '16.4',
  masterUsername: 'postgres',
  databaseName: 'orders',
}
const found = {
  users: [databaseUser('postgres')],
  databases: ['orders'],
  version: '16.9 (Debian)',
  identity: '7',
}

describe('what was read by hand', () => {
  it('is not doubted where it names what AWS names, whatever the minor version', () => {
    expect(doubtsOfScan(found, target, null)).toEqual([])
    expect(doubtsOfScan(found, target, { identity: '7', source: 'token' })).toEqual([])
    expect(
      doubtsOfScan({ ...found, identity: null, version: null }, target, { identity: '7', source: 'token' }),
    ).toEqual([])
  })

  it.each([
    ['another server than before', { identity: '8' }, /another server/],
    ['another major version', { version: '15.8' }, /version 15.8, and AWS says/],
    ['no master user', { users: [] }, /no user postgres/],
    ['no such database', { databases: ['stock'] }, /no database orders/],
  ])('is doubted with %s', (_, change, sentence) => {
    const doubts = doubtsOfScan({ ...found, ...change }, target, { identity: '7', source: 'token' })
    expect(doubts).toEqual([expect.stringMatching(sentence)])
  })

  it('counts two numbers of a MySQL version', () => {
    const mysql = { ...target, family: 'mysql' as const, engineVersion: '8.0.39' }
    expect(doubtsOfScan({ ...found, version: '8.0.41' }, mysql, null)).toEqual([])
    expect(doubtsOfScan({ ...found, version: '8.4.1' }, mysql, null)).toHaveLength(1)
  })
})
