import { expect, it } from 'vitest'
import {
  databaseUser,
  passwordUser,
  sampleInventory,
  sampleScan,
  sampleTarget,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { knownConnections, typedConnection } from './known-connections'
import { tokenChecks } from './token-checks'
import { tokenLife } from './token-life'

const orders = sampleTarget()
const billing = sampleTarget({ name: 'billing', resourceId: 'db-BILLING', ...switchedOff })
const scan = sampleScan(orders, [databaseUser('app'), passwordUser('postgres')])
const reading = sampleInventory({ targets: [orders, billing], scans: [scan] })

it('names users from the databases and from earlier tokens, and claims nothing of IAM', () => {
  const options = knownConnections(reading, [
    { resourceId: 'db-BILLING', databaseUser: 'metrics' },
    { resourceId: 'db-GONE', databaseUser: 'metrics' },
    { resourceId: 'db-ORDERS', databaseUser: 'app' },
  ])
  expect(options.map(({ target, databaseUser: user, note }) => [target, user, note])).toEqual([
    ['orders-prod', 'app', null],
    ['orders-prod', 'postgres', 'Password only'],
    ['billing', 'metrics', 'IAM authentication is off'],
  ])
  expect(new Set(options.map(({ verdict }) => verdict))).toEqual(new Set(['notEvaluated']))
})

it('says on what a name with several rows hangs, a locked one among them', () => {
  const target = sampleTarget({ family: 'mysql' })
  const locked = databaseUser('app', { host: '10.%', signIn: 'locked', iamReady: false, reason: 'is locked' })
  const users = [databaseUser('app', { host: '%' }), locked, { ...locked, name: 'gone' }]
  const rows = sampleInventory({ targets: [target], scans: [sampleScan(target, users)] })
  expect(knownConnections(rows, [])).toMatchObject([
    { databaseUser: 'app', note: expect.stringContaining("'app'@'10.%' is locked") },
  ])
})

it('takes a user that nobody knows after the whole name of one target, and no other text', () => {
  expect(typedConnection(reading.targets, ' Orders-Prod  new_user ')).toMatchObject({
    resourceId: 'db-ORDERS',
    databaseUser: 'new_user',
    verdict: 'notEvaluated',
  })
  for (const text of ['', 'orders-prod', 'orders new_user', 'orders-prod two users'])
    expect(typedConnection(reading.targets, text)).toBeNull()
  expect(typedConnection([orders, { ...orders, region: 'eu-west-1' }], 'orders-prod app')).toBeNull()
})

it.each([
  ['app', 'pass', 'app exists and is IAM-ready'],
  ['postgres', 'fail', 'Password only'],
  ['nobody', 'fail', 'does not exist'],
])('what was found inside the database stands without IAM: %s', (user, outcome, words) => {
  const now = new Date('2026-11-23T14:00:00Z')
  const [, policy, inside] = tokenChecks({
    target: orders,
    databaseUser: user,
    signerLabel: 'role/gatehouse',
    explanation: null,
    isIamRead: false,
    scan,
    sessionEndsAt: null,
    assumes: true,
    life: tokenLife(now, null),
    now,
  })
  expect(policy).toMatchObject({ outcome: 'unknown', text: 'Whether IAM allows it is not known' })
  expect([inside?.outcome, inside?.detail || inside?.text]).toEqual([outcome, words])
})
