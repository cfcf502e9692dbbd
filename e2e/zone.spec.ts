import { TARGETS } from './cast'
import { expect, test } from './fixtures'
import { SwitchDialog } from './pages/switch-dialog'
import { everyRoute } from './routes-of-cast'
import { signToken } from './sign-token'

// No clock of the house stands there: half an hour beside the full hour, and on another day for five hours of it.
test.use({ timezoneId: 'Asia/Kolkata' })

test('every page tells its times to somebody outside of UTC, and stops for none of them', async ({
  page,
}) => {
  test.setTimeout(600_000)
  for (const route of everyRoute()) {
    await page.goto(route, { waitUntil: 'load' })
    await expect(page.locator('h1').first(), route).toBeAttached()
    await expect(page.getByText('This page stopped'), route).toHaveCount(0)
  }
})

test('when a maintenance window opens is said in the zone of whoever looks', async ({ page }) => {
  const plan = new SwitchDialog(page)
  await plan.openFor(TARGETS.ordersProd, 'off')
  const opens = plan.dialog
    .getByRole('radio', { name: /Next maintenance window/ })
    .locator('..')
    .locator('time')
  await expect(opens).toHaveText(/^Sun \d+ \w+, 08:30 GMT\+5:30$/)
  await expect(opens).toHaveAttribute('title', /03:00:00 UTC$/)
})

test('when AWS was read is said in the zone of whoever looks, with UTC in its tip', async ({ page }) => {
  await page.goto('/a/111122223333/targets')
  const read = page.locator('time').filter({ hasText: /^as of/ })
  await expect(read).toContainText('GMT+5:30')
  await expect(read).toHaveAttribute('title', /\d\d:\d\d:\d\d UTC/)
})

test('a pasted token says from when to when it opens connections, in that zone', async ({ page }) => {
  const keys = { AccessKeyId: 'ASIAEXAMPLE0000000000', SecretAccessKey: 'made up', Token: 'made up' }
  const at = new Date('2026-03-01T20:00:00Z')
  const signed = { keys, host: 'orders.example', port: 5432, region: 'us-east-1', databaseUser: 'app' }
  await page.goto('/a/111122223333/tokens/inspect')
  await page.getByRole('textbox').fill(signToken({ ...signed, at }))
  const opens = page.locator('time').filter({ hasText: '2 Mar 2026 01:30 GMT+5:30' })
  await expect(opens).toHaveAttribute('title', /20:00:00 UTC/)
})
