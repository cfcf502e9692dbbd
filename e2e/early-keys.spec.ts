import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { withoutScripts } from './without-scripts'

/** As on a phone that is busy: the page is seen long before it hears. Gives what lets it start. */
async function seen(page: Page, address: string) {
  const start = await withoutScripts(page, address)
  await page.locator('main').first().waitFor({ state: 'attached' })
  return start
}

test('a letter pressed before the page hears is heard when it does', async ({ page }) => {
  const start = await seen(page, '/a/111122223333/findings')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  start()
  await expect(page).toHaveURL(/finding=/)
  await expect(page.locator('[data-finding-row][aria-current=true]')).toBeFocused()
})

test('so are two letters that go somewhere together, and where nobody hears the first, the second', async ({
  page,
}) => {
  const start = await seen(page, '/a/111122223333/targets')
  await page.keyboard.type('gp')
  start()
  await expect(page).toHaveURL(/\/principals$/)
  const again = await seen(page, '/a/111122223333/targets')
  await page.keyboard.type('j?')
  again()
  await expect(page.getByRole('dialog', { name: 'Keyboard map' })).toBeVisible()
})

test('the palette opens with what was typed after its key', async ({ page }) => {
  const start = await seen(page, '/a/111122223333/targets')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('billing')
  start()
  await expect(page.getByRole('combobox', { name: /Search/ })).toHaveValue('billing')
})

test('a key is not kept for what starts after a person has gone on', async ({ page }) => {
  await page.goto('/a/111122223333/targets')
  await expect(page.getByRole('grid').or(page.getByRole('table')).first()).toBeVisible()
  await page.keyboard.press('j')
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Findings/ })
    .click()
  await expect(page).toHaveURL(/\/findings$/)
  await expect(page.locator('[data-finding-row]').first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  await expect(page).toHaveURL(/\/findings$/)
})
