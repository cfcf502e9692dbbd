import { expect, it } from 'vitest'
import { isAbout, type TourPlaces, tourWays } from './tour-ways'

const account = '111122223333'
const place = (resourceId: string) => ({ accountId: account, region: 'us-east-1', resourceId })
const places: TourPlaces = {
  'inventory-staging': place('db-INVENTORY'),
  'orders-prod': place('db-ORDERS'),
  'billing-prod': place('db-BILLING'),
}
const all = { account, places, mayMint: true, mayGrant: true, mayModify: true }
const stepsOf = (asked: Parameters<typeof tourWays>[0]) => tourWays(asked).flatMap(({ steps }) => steps)

it('has three ways of three or four steps, each to a screen of its own', () => {
  const ways = tourWays(all)
  expect(ways.map(({ id, steps }) => [id, steps.length])).toEqual([
    ['dba', 4],
    ['reviewer', 4],
    ['oncall', 3],
  ])
  const steps = stepsOf(all)
  expect(new Set(steps.map(({ href }) => href)).size).toBe(steps.length)
  expect(new Set(steps.map(({ title }) => title)).size).toBe(steps.length)
})

it('in another account leads to screens that exist in every account, and names nothing of the demo', () => {
  const steps = stepsOf({ ...all, places: null })
  expect(steps.every(({ href }) => !href.includes('?'))).toBe(true)
  const text = JSON.stringify(steps)
  expect(text).not.toMatch(/inventory-staging|orders-prod|billing-prod|data-analyst|stock_ro|us-east-1|arn:/)
})

it('sends nobody to what they may not do', () => {
  const titles = stepsOf({ ...all, mayMint: false, mayGrant: false, mayModify: false }).map(
    ({ title }) => title,
  )
  expect(titles).not.toContain('Grant access')
  expect(titles).not.toContain('Take access away')
  expect(titles).not.toContain('Get a token')
  expect(titles).not.toContain('Switch IAM authentication on')
  expect(titles).toHaveLength(7)
})

it.each([
  ['its own page, whichever part of it is chosen', '/a/111122223333/targets/us-east-1/db-ORDERS', true],
  ['a page below it', '/a/111122223333/targets/us-east-1/db-ORDERS/settings', true],
  ['the same page of another target', '/a/111122223333/targets/us-east-1/db-BILLING', false],
  ['a page that only begins alike', '/a/111122223333/targets/us-east-1/db-ORDERS2', false],
  ['Settings', '/settings', false],
])('a step is about %s: %s %s', (_, pathname, about) => {
  const step = stepsOf(all).find(({ title }) => title === 'Why somebody can connect')
  expect(step && isAbout(step, pathname)).toBe(about)
})
