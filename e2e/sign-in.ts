import type { Page } from '@playwright/test'

/** As a person does: opens the printed address and presses its one button. */
export async function signIn(page: Page, launchUrl: string): Promise<void> {
  await page.goto(launchUrl)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(url => url.pathname !== '/launch')
}
