import { addressOf, roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { TargetsPage } from './pages/targets-page'
import { readAgain } from './read-again'

test.afterEach(async ({ house, page }) => {
  await house.faults({ rules: [] })
  await page.request.post('/refresh', { headers: { origin: house.dashboard.url } })
})

test('a policy that does not parse weakens answers in words and hides nothing', async ({ page }) => {
  await page.goto(`/a/111122223333/principals/one?arn=${roleArn('old-importer')}&tab=policies`)
  await expect(page.getByRole('main')).toContainText(
    /could not be read|does not parse|not JSON|cannot be read/i,
  )
  await page.goto(`${addressOf(TARGETS.ordersProd)}?who=${roleArn('old-importer')}&as=reporting&all=1`)
  await expect(page.getByRole('complementary', { name: 'Why' })).toContainText(
    /Not evaluated|Conditional|unknown|could not/i,
  )
  await expect(
    page.getByRole('grid').getByRole('gridcell', { name: /^role\/orders-api as app_readwrite: can connect/ }),
  ).toBeVisible()
})

const PASSING = [
  { name: 'a page of HTML with status 500', rule: { kind: 'html500' } },
  { name: 'throttling', rule: { kind: 'throttle' } },
  { name: 'an answer cut short', rule: { kind: 'truncated' } },
] as const

for (const { name, rule } of PASSING) {
  test(`${name} leaves the older answer on the screen, dated`, async ({ page, house }) => {
    test.slow()
    const targets = new TargetsPage(page)
    await targets.open()
    await house.faults({ rules: [{ ...rule, service: 'rds' }] })
    await readAgain(page)
    await expect(targets.banners.first()).toBeVisible({ timeout: 90_000 })
    await expect(targets.banners.first()).toContainText(/shown as of \d{4}-|Shown as of /i)
    await expect(page.getByRole('main')).not.toContainText('<html')
    expect(await targets.names()).toHaveLength(15)
  })
}

test('expired credentials are said in a sentence, and the older answer stays', async ({ page, house }) => {
  const targets = new TargetsPage(page)
  await targets.open()
  await house.faults({ rules: [{ kind: 'expiredCredentials' }] })
  await readAgain(page)
  await expect(targets.banners.first()).toContainText('The AWS credentials of this server have expired')
  await expect(targets.banners.first()).toContainText('Sign in again')
  expect(await targets.names()).toHaveLength(15)
  await page.goto('/activity')
  await expect(page.getByRole('table', { name: 'Activity, newest first' })).toBeVisible()
})

test('a target that is gone is said to be gone, with a way out', async ({ page }) => {
  await page.goto('/a/111122223333/targets/us-east-1/db-GONE4M2XVN5RJ3HBTLWYC6DZEP')
  await expect(page.getByText('There is no such page or target')).toBeVisible()
  await page.getByRole('link', { name: 'Show all targets' }).click()
  await expect(page.getByRole('table', { name: 'Targets' })).toBeVisible()
})

test('an unknown address is a plain page, never a crash', async ({ page }) => {
  for (const route of [
    '/nowhere',
    '/a/111122223333/targets/us-east-1',
    '/a/111122223333/targets/us-east-1/not-an-id',
  ]) {
    expect((await page.goto(route))?.status(), route).toBeLessThan(500)
    await expect(page.getByText('There is no such page or target')).toBeVisible()
  }
  // Nobody looked there, so nothing there is denied.
  expect((await page.goto('/a/111122223333/targets/moon-1/db-X'))?.status()).toBeLessThan(500)
  await expect(page.getByRole('main')).toContainText('moon-1, which is not among the Regions that are read')
})

test('nonsense in the address is passed over', async ({ page }) => {
  const target = addressOf(TARGETS.ordersProd)
  for (const route of [
    '/a/111122223333/targets?iam=perhaps&sort=%00&dir=up&region=moon',
    `${target}?who=nobody&as=%27%3B&hide=x,y&view=cube`,
    `${target}/settings?switch=maybe`,
    '/a/111122223333/principals?page=-1&group=zz',
    '/a/111122223333/principals/one?arn=nonsense',
    '/a/111122223333/reach?view=cube&sort=%00&dir=up&env=moon&page=-1',
    '/a/111122223333/reach/user?name=%00%27%3B',
    '/a/111122223333/reach/user',
    '/a/111122223333/grants/new?who=nobody&on=x/y/z&store=q',
    '/a/111122223333/tokens?resourceId=none&user=%00&as=nobody',
    '/activity?entry=abc&before=x&days=never',
  ]) {
    const answer = await page.goto(route)
    expect(answer?.status(), route).toBeLessThan(500)
    await expect(page.getByRole('main')).not.toContainText('This page stopped')
  }
})
