import { expect, type Page } from '@playwright/test'
import { alive } from './alive'

/**
 * Until AWS was asked again: the button hears nothing while the page still takes over what it asked before, and offers a newer
 * answer where one came meanwhile. That one is taken by the first click, and AWS asked by the next.
 */
export async function readAgain(page: Page) {
  await alive(page)
  await expect(async () => {
    const asked = page.waitForResponse(
      answer => answer.request().method() === 'POST' && new URL(answer.url()).pathname === '/refresh',
      { timeout: 10_000 },
    )
    await Promise.all([asked, page.locator('[data-slot=refresh-button]').click()])
  }).toPass()
}
