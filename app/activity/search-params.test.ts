import { expect, it } from 'vitest'
import { activityFilter, activityQuery, filterWords, parseActivityQuery } from './search-params'

it('counts whole UTC days, today included', () => {
  const now = new Date('2026-11-18T14:03:00Z')
  expect(activityFilter(parseActivityQuery({ days: '1' }), now).from?.toISOString()).toBe(
    '2026-11-18T00:00:00.000Z',
  )
  expect(activityFilter(parseActivityQuery({}), now).from?.toISOString()).toBe('2026-10-20T00:00:00.000Z')
  expect(activityFilter(parseActivityQuery({ days: 'all' }), now)).toEqual({})
})

it('passes over what it cannot mean, and keeps defaults out of the address', () => {
  const query = parseActivityQuery({
    days: '31',
    action: 'explode',
    outcome: ['done'],
    entry: '-1',
    before: '12',
  })
  expect(query).toMatchObject({ days: '30', action: null, outcome: 'done', entry: null, before: 12 })
  expect(activityQuery(query).days).toBeNull()
})

it('takes a U+0000 out of whatever is searched for', () => {
  const odd = 'CHG\0-1'
  const query = parseActivityQuery({ q: odd, actor: odd, target: odd, change: [odd], open: odd })
  expect(JSON.stringify(query)).not.toContain('\\u0000')
  expect(query.q).toBe('CHG-1')
})

it('names what leaves entries out between others; a span of days does not', () => {
  expect(filterWords(parseActivityQuery({ days: '7', before: '12' }))).toBeNull()
  expect(filterWords(parseActivityQuery({ actor: 'mira', q: 'CHG' }))).toBe('search: CHG, person: mira')
  expect(filterWords(parseActivityQuery({ by: 'job' }), '111122223333')).toBe(
    'by: job, account: 111122223333',
  )
  expect(filterWords(parseActivityQuery({ by: 'somebody' }))).toBeNull()
})
