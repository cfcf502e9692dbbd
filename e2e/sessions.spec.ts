import { expect, test } from './fixtures'
import { freshAddress } from './fresh-address'
import { signIn } from './sign-in'

/** A browser that holds nothing yet. */
const EMPTY = { storageState: { cookies: [], origins: [] } }

test('looking at an address spends nothing: HEAD, prefetch, prerender, preview', async ({
  house,
  browser,
}) => {
  const address = freshAddress(house.dataDir)
  const looks: RequestInit[] = [
    { method: 'HEAD' },
    { headers: { 'sec-purpose': 'prefetch' } },
    { headers: { 'sec-purpose': 'prefetch;prerender', 'sec-fetch-mode': 'navigate' } },
    { headers: { purpose: 'prefetch' } },
    { headers: { 'next-router-prefetch': '1', rsc: '1' } },
    { headers: { 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' } },
  ]
  for (const look of looks) {
    const answer = await fetch(address, look)
    expect(answer.status, JSON.stringify(look)).toBe(200)
    expect(answer.headers.getSetCookie()).toEqual([])
  }
  const picture = await fetch(address, { headers: { 'sec-fetch-dest': 'image' } })
  expect(picture.status).toBe(401)
  const context = await browser.newContext(EMPTY)
  await signIn(await context.newPage(), address)
  await context.close()
})

test('a used address says in the product’s look how to get another one', async ({ house, browser }) => {
  const context = await browser.newContext(EMPTY)
  const page = await context.newPage()
  const address = freshAddress(house.dataDir)
  await signIn(page, address)
  await context.clearCookies()
  expect((await page.goto(address))?.status()).toBe(401)
  await expect(page.getByRole('heading', { name: 'This address was used already' })).toBeVisible()
  await expect(page.getByText('npm run key')).toBeVisible()
  await expect(page.locator('h1')).toHaveCSS('font-size', '28px')
  await context.close()
})

test('signing in needs no script', async ({ house, browser }) => {
  const context = await browser.newContext({ ...EMPTY, javaScriptEnabled: false })
  const page = await context.newPage()
  await signIn(page, freshAddress(house.dataDir))
  await expect(page).toHaveURL(/\/targets$/)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Signed out' })).toBeVisible()
  await context.close()
})

test('an address made in Settings signs another browser in, which is listed and can be ended', async ({
  page,
  browser,
}) => {
  await page.goto('/settings')
  const panel = page.locator('#sessions')
  await expect(panel.getByText('This browser')).toBeVisible()
  await panel.getByRole('button', { name: 'Make a sign-in address for another browser' }).click()
  const address = (await panel.locator('pre').textContent()) ?? ''
  const context = await browser.newContext({
    ...EMPTY,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  })
  const other = await context.newPage()
  await signIn(other, address)
  await expect(other.locator('main')).toContainText('orders-prod')
  await page.reload()
  await panel.getByRole('button', { name: 'End the session of Firefox on Linux' }).click()
  await expect(panel.getByText('Firefox on Linux')).toHaveCount(0)
  expect((await other.goto('/a/111122223333/targets'))?.status()).toBe(401)
  await context.close()
  await page.goto('/a/111122223333/targets')
  await expect(page.getByRole('main')).toContainText('orders-prod')
})

test('signing out ends the session, also for whoever kept its cookie', async ({ house, browser }) => {
  const context = await browser.newContext(EMPTY)
  const page = await context.newPage()
  await signIn(page, freshAddress(house.dataDir))
  const [cookie] = await context.cookies()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Signed out' })).toBeVisible()
  expect(await context.cookies()).toEqual([])
  const kept = await fetch(`${house.dashboard.url}/targets`, {
    headers: { cookie: `${cookie?.name}=${cookie?.value}` },
  })
  expect(kept.status).toBe(401)
  await context.close()
})
