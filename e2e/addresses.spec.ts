import { addressOf, roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { tabTo } from './tab-to'

const { region, resourceId } = TARGETS.ordersProd
const HERE = '/a/111122223333'
const OTHER = '/a/444455556666'

// The first test begins before AWS has said whose account it is.
test.use({ houseOptions: { faults: { rules: [{ kind: 'slow', service: 'sts', delayMs: 6_000 }] } } })

test('a bookmark waits for its page and keeps its address while AWS has not said whose account it is', async ({
  page,
  house,
}) => {
  const address = `/targets/${region}/${resourceId}/connect?from=a-bookmark`
  const answer = await page.request.get(address, { maxRedirects: 0 })
  expect(answer.headers().location).toMatch(
    /^\/a\/(home|111122223333)\/targets\/.*\/connect\?from=a-bookmark$/,
  )
  await page.goto(`/a/home${address}`)
  await expect(page.getByRole('heading', { name: 'Endpoints' })).toBeVisible({ timeout: 60_000 })
  await expect(page).toHaveURL(`${house.dashboard.url}/a/home${address}`)
  // Every tab is marked, and leads on in the account that is known by now.
  await page.getByRole('navigation', { name: 'Target' }).getByRole('link', { name: 'Settings' }).click()
  await expect(page).toHaveURL(new RegExp(`${HERE}/targets/${region}/${resourceId}/settings$`))
  await house.faults({ rules: [] })
})

test('an address of before, without an account, leads to the same page, with all that it said', async ({
  page,
  house,
}) => {
  for (const old of [
    '/targets?region=us-west-2&sort=engine',
    `/targets/${region}/${resourceId}/settings?switch=off`,
    `/principals/one?arn=${encodeURIComponent(roleArn('data-analyst'))}&tab=policies`,
    '/findings?kind=condition-on-allow&kind=wildcard-user',
  ]) {
    const answer = await page.goto(old)
    expect(answer?.status(), old).toBe(200)
    await expect(page).toHaveURL(`${house.dashboard.url}${HERE}${old}`)
  }
  for (const method of ['GET', 'HEAD']) {
    const file = await page.request.fetch('/targets/export?region=us-west-2', { method, maxRedirects: 0 })
    expect(file.status()).toBe(307)
    expect(file.headers().location).toBe(`${HERE}/targets/export?region=us-west-2`)
  }
  const csv = await (await page.request.get('/targets/export?region=us-west-2')).text()
  expect(csv).toContain(TARGETS.ordersReplica.resourceId)
})

test('an address that somebody would guess leads to the page that it means', async ({ page, house }) => {
  const guessed = {
    [HERE]: `${HERE}/targets`,
    [`${HERE}/`]: `${HERE}/targets`,
    [`${HERE}/activity?days=all`]: '/activity?days=all',
    [`${HERE}/settings`]: '/settings',
    [`${HERE}/grants`]: `${HERE}/grants/new`,
    [`${HERE}/policies`]: `${HERE}/principals`,
    [`${HERE}/users`]: `${HERE}/database-users`,
    [`${HERE}/findings/`]: `${HERE}/findings`,
    '/targets/': `${HERE}/targets`,
    '/doctor': `${HERE}/doctor`,
  }
  for (const [address, leadsTo] of Object.entries(guessed)) {
    const answer = await page.request.get(address)
    expect(answer.status(), address).toBe(200)
    expect(answer.url(), address).toBe(`${house.dashboard.url}${leadsTo}`)
  }
  expect((await page.request.get(`${OTHER}/activity`)).status()).toBe(404)
})

test('the server itself answers where it always did, and leads to the account that it reads', async ({
  page,
}) => {
  for (const route of ['/activity', '/settings']) {
    await page.goto(route)
    await expect(page).toHaveURL(new RegExp(`${route}$`))
  }
  await page.goto('/')
  await expect(page).toHaveURL(/\/a\/111122223333\/targets$/)
})

test('an account that is not read is said, on every page and in every file, and nothing of ours is shown', async ({
  page,
}) => {
  const target = addressOf(TARGETS.ordersProd).replace(HERE, '')
  for (const route of [
    '/targets',
    target,
    `${target}/settings?switch=off`,
    '/findings',
    '/reach',
    '/tokens',
  ]) {
    await page.goto(`${OTHER}${route}`)
    const main = page.getByRole('main')
    await expect(main, route).toContainText('account 444455556666, which this server does not read')
    await expect(main, route).not.toContainText('orders-prod')
  }
  for (const route of [
    '/targets/export',
    `${target}/export`,
    `${target}/explain?who=x&as=y`,
    '/findings/export',
  ]) {
    const answer = await page.request.get(`${OTHER}${route}`)
    expect(answer.status(), route).toBe(404)
    expect(await answer.text(), route).not.toContain('orders-prod')
  }
})

test('from another account the keyboard leads to the one that is read', async ({ page }) => {
  await page.goto(`${OTHER}/targets`)
  await tabTo(page, page.getByRole('link', { name: 'Show the account that is read' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: 'Targets' })).toBeVisible()
  await expect(page).toHaveURL(/\/a\/111122223333\/targets$/)
})
