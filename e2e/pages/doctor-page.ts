import { expect, type Locator, type Page } from '@playwright/test'

/** The connection doctor, as somebody with a refused sign-in uses it. */
export class DoctorPage {
  readonly text: Locator
  readonly target: Locator
  readonly user: Locator
  readonly signer: Locator
  readonly causes: Locator

  constructor(readonly page: Page) {
    this.text = page.getByLabel('What the client said')
    this.target = page.getByLabel('Target', { exact: true })
    this.user = page.getByLabel('Database user', { exact: true })
    this.signer = page.getByLabel('Who was signing in')
    this.causes = page.getByRole('region', { name: 'Causes' }).getByRole('listitem')
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/a/111122223333/doctor${query}`)
    await expect(this.page.getByRole('heading', { name: 'Connection doctor', level: 1 })).toBeVisible()
  }

  /** As the clipboard gives it, whole. */
  async paste(text: string): Promise<void> {
    await this.text.fill(text)
  }

  cause(key: string): Locator {
    return this.page.locator(`[data-cause="${key}"]`)
  }

  /** Every row has its answer. */
  async checked(): Promise<void> {
    await expect(this.causes.first()).toBeVisible()
    await expect(this.page.locator('[data-state="pending"]')).toHaveCount(0, { timeout: 60_000 })
  }
}
