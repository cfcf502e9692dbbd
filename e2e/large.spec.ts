import { expect, test } from './fixtures'
import { TargetsPage } from './pages/targets-page'

test.use({ houseOptions: { account: 'large' } })

const MOST_NODES = 2_500

test('300 targets and a matrix of thousands stay usable', async ({ page }) => {
  test.slow()
  const targets = new TargetsPage(page)
  await page.goto('/targets')
  await expect(targets.table).toBeVisible({ timeout: 120_000 })
  expect(await targets.names()).toHaveLength(300)
  await page.goto('/targets?iam=on&sort=connect')
  await targets.table.locator('tbody td:first-child a:not([aria-expanded])').first().click()
  const grid = page.getByRole('grid')
  await expect(grid).toBeVisible({ timeout: 60_000 })
  const nodes = () => grid.evaluate(element => element.querySelectorAll('*').length)
  expect(await nodes()).toBeLessThan(MOST_NODES)
  expect(await nodes()).toBeGreaterThan(100)

  await grid.locator('[data-column][tabindex="0"]').focus()
  await page.keyboard.press('Control+End')
  await expect(page.getByRole('gridcell', { selected: true })).toBeFocused()
  await expect(
    page.getByRole('complementary', { name: 'Why' }).getByRole('heading', { level: 2 }),
  ).toContainText('connect as')
  expect(await nodes()).toBeLessThan(MOST_NODES)
  await page.keyboard.press('d')
  await expect.poll(nodes).toBeLessThan(MOST_NODES)
})
