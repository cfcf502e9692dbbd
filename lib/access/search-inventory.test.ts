import { describe, expect, it } from 'vitest'
import { compileAccess } from './compile-access'
import {
  allow,
  databaseUser,
  sampleInventory,
  sampleRole,
  sampleScan,
  sampleTarget,
} from './sample-inventory'
import { searchInventory } from './search-inventory'

const orders = sampleTarget()
const replica = sampleTarget({ name: 'eu-orders', resourceId: 'db-EU' })
const access = compileAccess(
  sampleInventory({
    targets: [replica, orders],
    cast: [sampleRole('orders-api', [allow('app', orders)]), sampleRole('idle', [])],
    scans: [sampleScan(orders, [databaseUser('app'), databaseUser('orders_svc')])],
  }),
)

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

  it('offers targets before anything is typed, and nobody else', () => {
    expect(searchInventory(access, '')).toMatchObject({ principals: [], databaseUsers: [] })
    expect(searchInventory(access, '').targets).toHaveLength(2)
  })
})
