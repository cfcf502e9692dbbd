import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

/** As on a phone that is busy: the page is seen long before it hears. */
async function slowly(page: Page, address: string) {
  const client = await page.context().newCDPSession(page)
  await client.send('Emulation.setCPUThrottlingRate', { rate: 20 })
  await page.goto(address, { waitUntil: 'commit' })
  await page.locator('main').first().waitFor({ state: 'attached' })
}

test('a letter pressed before the page hears is heard when it does', async ({ page }) => {
  await slowly(page, '/a/111122223333/findings')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(page).toHaveURL(/finding=/)
  await expect(page.locator('[data-finding-row][aria-current=true]')).toBeFocused()
})

test('so are two letters that go somewhere together, and where nobody hears the first, the second', async ({
  page,
}) => {
  await slowly(page, '/a/111122223333/targets')
  await page.keyboard.type('gp')
  await expect(page).toHaveURL(/\/principals$/)
  await slowly(page, '/a/111122223333/targets')
  await page.keyboard.type('j?')
  await expect(page.getByRole('dialog', { name: 'Keyboard map' })).toBeVisible()
})

test('the palette opens with what was typed after its key', async ({ page }) => {
  await slowly(page, '/a/111122223333/targets')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('billing')
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
