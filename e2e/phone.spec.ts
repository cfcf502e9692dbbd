import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { TokenPage } from './pages/token-page'
import { everyRoute } from './routes-of-cast'

test.use({
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  permissions: ['clipboard-read', 'clipboard-write'],
})

test('the tabs at the foot lead everywhere', async ({ page }) => {
  await page.goto('/targets')
  for (const name of ['Principals', 'Findings', 'Activity', 'Settings', 'Targets']) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).tap()
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  }
})

test('a token is issued, copied and forgotten on the phone alone', async ({ page }) => {
  const token = new TokenPage(page)
  await page.goto('/targets')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Token' }).tap()
  await token.search.fill('orders gatehouse_scan')
  await page.getByRole('option').filter({ hasText: 'gatehouse_scan' }).first().tap()
  await expect(token.checks).toContainText(/Signed by role\//)
  await page.getByLabel('Reason or ticket').fill('INC-9')
  await page.getByRole('button', { name: /^Issue \d+-minute token/ }).tap()
  await expect(token.countdown).toBeVisible()
  await page.getByRole('button', { name: /^Copy psql command/ }).tap()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('sslmode=verify-full')
  await page.getByRole('button', { name: 'Forget it' }).tap()
  expect(await page.content()).not.toContain('X-Amz-Signature')
  await expect(token.countdown).toHaveCount(0)
})

test('who can connect is a list for one picked database user', async ({ page }) => {
  await page.goto(addressOf(TARGETS.ordersProd))
  await expect(page.getByRole('grid')).toBeHidden()
  await expect(async () => {
    await page.getByLabel('Who can connect as').selectOption('metrics')
    await expect(page).toHaveURL(/as=metrics/, { timeout: 2_000 })
  }).toPass()
  const people = page.getByRole('region', { name: 'People' })
  await people.getByRole('button').filter({ hasText: 'oncall-sre' }).tap()
  const why = page.getByRole('complementary', { name: 'Why' })
  await expect(why.getByRole('heading', { level: 2 })).toHaveText(/role\/oncall-sre connect as metrics\?$/)
  await why.getByRole('button', { name: 'Close' }).tap()
  await expect(why).toHaveCount(0)
})

test('no route is wider than the phone', async ({ page }) => {
  test.slow()
  const wide: string[] = []
  for (const route of everyRoute()) {
    await page.goto(route)
    await expect(page.locator('main').first()).toBeVisible()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    if (width > 390) wide.push(`${route}: ${width}`)
  }
  expect(wide).toEqual([])
})

test('a grant is continued on a larger screen', async ({ page }) => {
  await page.goto('/grants/new')
  await expect(page.getByText('Continue on a larger screen.')).toBeVisible()
})
