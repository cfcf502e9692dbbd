import { expect, type Locator, type Page } from '@playwright/test'

/** What an undo, a finish or a taking back would do, and the button that does it. */
export class ReversalPage {
  readonly standing: Locator
  readonly effect: Locator
  readonly changes: Locator
  readonly steps: Locator
  readonly reason: Locator
  readonly alert: Locator
  readonly conflict: Locator

  constructor(private readonly page: Page) {
    this.standing = page.getByRole('list', { name: 'What stands now' })
    this.effect = page.getByRole('region', { name: 'Effect' })
    this.changes = page.getByRole('table', { name: 'What changes' })
    this.steps = page.getByRole('list', { name: 'Calls to AWS' })
    this.reason = page.locator('footer').getByRole('textbox', { name: 'Reason' })
    this.alert = page.getByRole('main').getByRole('alert')
    this.conflict = page.locator('[data-slot=banner]').filter({ hasText: 'Conflict.' })
  }

  /** Waits for the preview: `Undo entry 12`. */
  async shown(way: 'Undo' | 'Finish' | 'Take back') {
    await expect(this.page).toHaveTitle(new RegExp(`^${way} entry \\d+ · Gatehouse$`))
    await expect(this.standing).toBeVisible()
  }

  difference(policy: string) {
    return this.page.getByRole('region', { name: `Policy ${policy}`, exact: true })
  }

  async apply(label: RegExp, reason: string) {
    await this.reason.fill(reason)
    await this.page.getByRole('button', { name: label }).click()
  }

  /** Sends the form as a browser would that heeds no disabled button. */
  async forge(reason: string) {
    await this.reason.fill(reason)
    await this.page.locator('footer form').evaluate((form: HTMLFormElement) => form.requestSubmit())
  }
}
