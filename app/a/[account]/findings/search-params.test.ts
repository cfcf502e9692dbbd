import { expect, it } from 'vitest'
import { filtersOf, findingQuery, parseFindingQuery } from './search-params'

it('takes from the address what it can mean and passes over the rest', () => {
  const query = parseFindingQuery({
    severity: ['high', 'dire', 'low'],
    target: 'db-A',
    page: '-3',
    state: 'x',
  })
  expect(query).toMatchObject({ severity: ['high', 'low'], target: ['db-A'], page: null, state: 'open' })
  expect(parseFindingQuery({ page: '2', state: 'accepted', finding: 'a:b' })).toMatchObject({
    page: 2,
    state: 'accepted',
    finding: 'a:b',
  })
})

it('writes back what it read, defaults left out', () => {
  const query = parseFindingQuery({
    state: 'accepted',
    kind: ['x', 'y'],
    finding: 'a:b',
    fix: 'c',
    page: '4',
  })
  expect(findingQuery(query)).toMatchObject({ state: 'accepted', kind: ['x', 'y'], finding: 'a:b', fix: 'c' })
  expect(findingQuery(filtersOf(query))).toMatchObject({ finding: null, fix: null, page: null })
  expect(findingQuery(parseFindingQuery({}))).toMatchObject({ state: null, sort: null })
  expect(findingQuery(parseFindingQuery({ sort: 'oldest', open: 'x' }))).toMatchObject({
    sort: 'oldest',
    open: ['x'],
  })
})
