import { TARGETS } from './cast'
import { expect, test } from './fixtures'
import { SwitchDialog } from './pages/switch-dialog'
import { everyRoute } from './routes-of-cast'

// No clock of the house stands there: half an hour beside the full hour, and on another day for five hours of it.
test.use({ timezoneId: 'Asia/Kolkata' })

test('every page tells its times to somebody outside of UTC, and stops for none of them', async ({
  page,
}) => {
  test.setTimeout(240_000)
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
