import { expect, type Page } from '@playwright/test'

/** Keys are heard once the page's script has started: waits until one is, and leaves the page as it was. */
export async function alive(page: Page) {
  const palette = page.getByRole('dialog', { name: 'Search or jump to' })
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(palette).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
