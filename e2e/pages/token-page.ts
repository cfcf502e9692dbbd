import { expect, type Locator, type Page } from '@playwright/test'
import type { TargetOfCast } from '../cast'

export class TokenPage {
  readonly search: Locator
  readonly checks: Locator
  readonly endpoint: Locator
  readonly countdown: Locator
  readonly issued: Locator

  constructor(private readonly page: Page) {
    this.search = page.getByRole('combobox', { name: 'Target or database user' })
    this.checks = page.getByRole('complementary', { name: 'You will connect to' })
    this.endpoint = page.getByRole('combobox', { name: 'Endpoint' })
    this.countdown = page.getByRole('timer')
    this.issued = page.getByRole('complementary', { name: 'About this token' })
  }

  /** Chooses what the address can choose; `signedBy` is a role that the server may assume. */
  async choose({ region, resourceId }: TargetOfCast, user: string, signedBy: string) {
    const query = new URLSearchParams({ region, resourceId, user })
    await this.page.goto(`/a/111122223333/tokens?${query}`)
    await this.page.getByRole('combobox', { name: 'Signed by' }).selectOption({ label: signedBy })
    await expect(this.checks).toContainText(`Signed by ${signedBy.split(',')[0]}`)
  }

  async issue(reason: string) {
    await this.page.getByLabel('Reason or ticket').fill(reason)
    await this.page.getByRole('button', { name: /^Issue \d+-minute token/ }).click()
    await expect(this.issued).toBeVisible()
  }

  /** Presses a format and gives what is then on the clipboard. */
  async copy(format: string) {
    const label = this.page.getByText(format, { exact: true })
    await this.page.getByRole('listitem').getByRole('button').filter({ has: label }).click()
    await expect(this.page.getByRole('list').getByText('Copied', { exact: true })).toBeVisible()
    return this.page.evaluate(() => navigator.clipboard.readText())
  }
}
