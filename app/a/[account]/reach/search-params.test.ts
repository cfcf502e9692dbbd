import { describe, expect, it } from 'vitest'
import { parseReachQuery, reachQuery } from './search-params'

describe('the address of the overview', () => {
  it('is empty for what everybody sees first', () => {
    const query = parseReachQuery({})
    expect(query).toMatchObject({ view: 'principals', sort: 'targets', direction: 'desc', page: 1 })
    expect(Object.values(reachQuery(query)).every(value => value === null || value === '')).toBe(true)
  })

  it('comes back as it was written', () => {
    const query = parseReachQuery({
      view: 'users',
      q: 'app',
      env: 'production',
      admins: 'without',
      sort: 'name',
      dir: 'desc',
    })
    const written = Object.fromEntries(
      Object.entries(reachQuery(query)).map(([key, value]) => [key, String(value ?? '')]),
    )
    expect(parseReachQuery(written)).toEqual(query)
  })

  it('passes over what it cannot mean, keys of objects included', () => {
    expect(parseReachQuery({ view: 'cube', sort: 'constructor', dir: 'up', page: '-1' })).toEqual(
      parseReachQuery({}),
    )
    expect(parseReachQuery({ view: 'targets', sort: 'users' })).toMatchObject({ sort: 'principals' })
    expect(parseReachQuery({ q: ['a', 'b'] }).find).toBe('a')
  })
})
