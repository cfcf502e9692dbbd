import { expect, type Page } from '@playwright/test'
import { addressOf, type TargetOfCast } from '../cast'

export const users = (page: Page) => page.getByRole('table', { name: /^Database users of/ })
export const userRow = (page: Page, name: string) => users(page).getByRole('row').filter({ hasText: name })

/** The database users of a target, read first where nobody has yet. */
export async function openUsers(page: Page, target: TargetOfCast, query = '') {
  await page.goto(`${addressOf(target)}/users`)
  const first = page.getByRole('button', { name: 'Read now' })
  await first.or(users(page)).first().waitFor()
  if (await first.isVisible()) await first.click()
  await expect(users(page)).toBeVisible()
  if (query !== '') await page.goto(`${addressOf(target)}/users?${query}`)
}
