import type { Page } from '@playwright/test'
import { axeFindings } from './axe'
import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'

const grid = (page: Page) => page.getByRole('grid')

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on grid and table, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto(`${addressOf(TARGETS.ordersProd)}?expand=dev_*`)
    await expect(grid(page)).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    await page.goto(`${addressOf(TARGETS.ordersProd)}?view=table`)
    await expect(page.getByRole('region', { name: 'Access as a table' })).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
  })
}

test('with forced colours every verdict still has its shape and the chosen cell its ring', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto(addressOf(TARGETS.ordersProd))
  await grid(page).locator('[data-column][tabindex="0"]').click()
  const chosen = page.getByRole('gridcell', { selected: true })
  await expect(chosen).toBeFocused()
  const ring = await chosen.evaluate(cell => getComputedStyle(cell).outlineStyle)
  expect(ring).toBe('solid')
  const drawn = await grid(page)
    .locator('[data-column]')
    .evaluateAll(cells =>
      cells.map(cell => {
        const mark = getComputedStyle(cell, '::before')
        return mark.backgroundColor !== 'rgba(0, 0, 0, 0)' || mark.backgroundImage !== 'none'
      }),
    )
  expect(drawn.length).toBeGreaterThan(100)
  expect(drawn.filter(mark => !mark)).toEqual([])
})

for (const [zoom, width, height] of [
  [200, 720, 450],
  [400, 320, 256],
] as const) {
  test(`at ${zoom} % the answer is a list that scrolls one way only`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await page.goto(addressOf(TARGETS.ordersProd))
    await expect(page.getByLabel('Who can connect as')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await page.getByRole('listitem').getByRole('button').first().click()
    await expect(page.getByRole('complementary', { name: 'Why' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
}
