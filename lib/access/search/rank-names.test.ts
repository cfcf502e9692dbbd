import { describe, expect, it } from 'vitest'
import { nameList } from './name-list'
import { nearestNames } from './nearest-names'
import { ranked } from './rank-names'

const names = (list: string[], term: string, recent: string[] = []) =>
  ranked(
    nameList(list, name => name),
    term,
    { limit: 6, isRecent: name => recent.includes(name) },
  ).map(({ item }) => item)

describe('ranked', () => {
  it('puts exact before prefix, a word’s start, the inside of one, other words, and slips', () => {
    const list = ['ordesr', 'reorders', 'my-orders', 'orders-eu', 'orders', 'billing']
    expect(names(list, 'orders')).toEqual(['orders', 'orders-eu', 'my-orders', 'reorders', 'ordesr'])
  })

  it('of two alike puts the recent first, then the shorter', () => {
    const list = ['orders-replica', 'orders-prod', 'orders-eu']
    expect(names(list, 'orders')).toEqual(['orders-eu', 'orders-prod', 'orders-replica'])
    expect(names(list, 'orders', ['orders-replica'])[0]).toBe('orders-replica')
  })

  it.each(['oders prod', 'ordersprod', 'orders prods', 'prod order', 'ordres-prod', 'Orders_Prod'])(
    'forgives %s',
    slip => {
      expect(names(['billing-prod', 'orders-prod'], slip)[0]).toBe('orders-prod')
    },
  )

  it('knows a thing by its other names, an id in full as well as its own', () => {
    const list = nameList(
      ['orders', 'billing'],
      name => name,
      name => [`db-${name.toUpperCase()}`],
    )
    expect(ranked(list, 'db-billing', { limit: 1 })).toEqual([{ item: 'billing', rank: 0 }])
  })

  it('keeps the best of many, however late they stand', () => {
    const many = Array.from({ length: 1000 }, (_, place) => `a-orders-${place}`)
    expect(names([...many, 'orders'], 'orders')[0]).toBe('orders')
    expect(names(many, 'orders')).toHaveLength(6)
  })
})

it('the nearest share most of their letters; what shares few is not offered', () => {
  const list = nameList(['orders-prod', 'billing-prod'], name => name)
  expect(nearestNames(list, 'ordxxs-prqd', 2)).toEqual(['orders-prod'])
  expect(nearestNames(list, 'zzzz', 2)).toEqual([])
})
