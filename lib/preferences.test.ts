import { expect, it } from 'vitest'
import { parseRecent, type TourPlace, themeOf, tourCookie, tourPlaceOf, withRecent } from './preferences'

it('keeps the last five targets, newest first, each once', () => {
  let value = ''
  for (const id of ['db-A', 'db-B', 'db-C', 'db-D', 'db-E', 'db-F', 'db-B'])
    value = withRecent(value, { accountId: '111122223333', region: 'us-east-1', resourceId: id })
  expect(parseRecent(value).map(ref => ref.resourceId)).toEqual(['db-B', 'db-F', 'db-E', 'db-D', 'db-C'])
})

it('passes over what is not a target', () => {
  expect(parseRecent('111122223333/us-east-1/db-A,<script>,../x,1/eu-west-1/db-B,eu-west-1/prx-1')).toEqual([
    { accountId: '111122223333', region: 'us-east-1', resourceId: 'db-A' },
    // Remembered before addresses named their account.
    { accountId: null, region: 'eu-west-1', resourceId: 'prx-1' },
  ])
  expect(parseRecent(undefined)).toEqual([])
})

it('follows the system unless a theme was chosen', () => {
  expect([themeOf(undefined), themeOf('dark'), themeOf('pink')]).toEqual(['system', 'dark', 'system'])
})

it('keeps the place in the tour over a reload, and that it was closed', () => {
  const places: TourPlace[] = ['closed', 'ways', { way: 'dba', step: 0 }, { way: 'oncall', step: 3 }]
  expect(places.map(place => tourPlaceOf(tourCookie(place), true))).toEqual(places)
  expect(places.map(place => tourPlaceOf(tourCookie(place), false))).toEqual(places)
})

it('opens the tour by itself in a demo alone', () => {
  for (const value of [undefined, '', 'dba', 'root.1', 'dba.12', '<b>'])
    expect([tourPlaceOf(value, true), tourPlaceOf(value, false)]).toEqual(['ways', 'closed'])
})
