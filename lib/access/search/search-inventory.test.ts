import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { targetSummary } from '@/lib/access/reach/summary'
import {
  allow,
  databaseUser,
  sampleInventory,
  sampleRole,
  sampleScan,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import { nameList } from './name-list'
import { ranked } from './rank-names'
import { searchInventory, targetAt } from './search-inventory'

const orders = sampleTarget()
const replica = sampleTarget({ name: 'eu-orders', resourceId: 'db-EU' })
const access = sampleInventory({
  targets: [replica, orders],
  cast: [sampleRole('orders-api', [allow('app', orders)]), sampleRole('idle', [])],
  scans: [sampleScan(orders, [databaseUser('app'), databaseUser('orders_svc')])],
})
// Counted ahead, as a server does behind the first page.
targetSummary(compileAccess(access), orders)

describe('searchInventory', () => {
  it('puts names that start with the term first', () => {
    expect(searchInventory(access, 'orders').targets.map(({ target }) => target.name)).toEqual([
      'orders-prod',
      'eu-orders',
    ])
  })

  it('finds principals with what they reach, and database users with where they are', () => {
    const found = searchInventory(access, 'orders')
    expect(found.principals).toMatchObject([{ verdict: 'canConnect', detail: 'reaches 1 database user' }])
    expect(found.databaseUsers).toMatchObject([{ name: 'orders_svc', detail: 'on orders-prod' }])
  })

  it('finds a target by its resource id', () => {
    expect(searchInventory(access, 'db-eu').targets.map(({ target }) => target.name)).toEqual(['eu-orders'])
  })

  it.each([
    ['an endpoint', 'orders-prod.abc.us-east-1.rds.amazonaws.com'],
    ['a part of one', 'abc.us-east-1'],
    ['without its hyphen', 'ordersprod'],
    ['two letters swapped', 'ordres-prod'],
    ['a letter left out', 'oders-prod'],
    ['a letter too much', 'orderss-prod'],
    ['a letter wrong', 'orderz-prod'],
    ['words the other way round', 'prod orders'],
  ])('finds a target by %s', (_, term) => {
    expect(searchInventory(access, term).targets.map(({ target }) => target.name)).toContain('orders-prod')
  })

  it('finds misspelled principals and database users, after those that are spelled so', () => {
    expect(searchInventory(access, 'ordres').principals.map(({ principal }) => principal.name)).toEqual([
      'orders-api',
    ])
    expect(searchInventory(access, 'orders_scv').databaseUsers.map(({ name }) => name)).toEqual([
      'orders_svc',
    ])
  })

  it('ranks exact, start, part, then alike', () => {
    const names = ['ordesr', 'my-orders', 'orders-eu', 'orders', 'billing']
    const list = nameList(names, name => name)
    expect(ranked(list, 'orders', { limit: 6 }).map(({ item }) => item)).toEqual([
      'orders',
      'orders-eu',
      'my-orders',
      'ordesr',
    ])
  })

  it('knows the target at an endpoint, a cluster at those of its members', () => {
    const member = {
      name: 'dw-1',
      resourceId: 'db-1',
      role: 'writer',
      instanceClass: 'x',
      status: 'available',
    }
    const endpoint = { host: 'dw-1.abc.us-east-1.rds.amazonaws.com', port: 5432 }
    const cluster = sampleTarget({
      kind: 'auroraCluster',
      name: 'dw',
      resourceId: 'cluster-DW',
      members: [{ ...member, role: 'writer', endpoint }],
      otherEndpoints: [{ kind: 'reader', host: 'dw.cluster-ro-abc.us-east-1.rds.amazonaws.com', port: 5432 }],
    })
    const house = compileAccess(sampleInventory({ targets: [orders, cluster] }))
    expect(targetAt(house.inventory, endpoint.host)).toBe(cluster)
    expect(targetAt(house.inventory, 'dw.cluster-ro-abc.us-east-1.rds.amazonaws.com')).toBe(cluster)
    expect(targetAt(house.inventory, 'elsewhere.abc.us-east-1.rds.amazonaws.com')).toBeNull()
  })

  it('offers targets before anything is typed, and nobody else', () => {
    expect(searchInventory(access, '')).toMatchObject({ principals: [], databaseUsers: [] })
    expect(searchInventory(access, '').targets).toHaveLength(2)
  })
})

it('without IAM a search still finds targets and the users inside them, and names nobody', () => {
  const target = sampleTarget()
  const scans = [sampleScan(target, [databaseUser('orders_svc')])]
  const { principals, groups, policies, managedPolicies, simulated, ...reading } = sampleInventory({
    targets: [target],
    scans,
    cast: [sampleRole('orders-api', [])],
  })
  const found = searchInventory(reading, 'orders')
  expect([principals, groups, policies, managedPolicies, simulated].every(Array.isArray)).toBe(true)
  expect(found.targets).toMatchObject([{ target: { name: 'orders-prod' }, canConnect: null }])
  expect(found.databaseUsers).toMatchObject([{ name: 'orders_svc', verdict: null }])
  expect(found.principals).toEqual([])
  expect(found.policies).toEqual([])
})
