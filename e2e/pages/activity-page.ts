import { expect, type Locator, type Page } from '@playwright/test'

export class ActivityPage {
  readonly table: Locator

  constructor(private readonly page: Page) {
    this.table = page.getByRole('table', { name: 'Activity, newest first' })
  }

  async open(query = '') {
    await this.page.goto(`/activity${query}`)
    await expect(this.table).toBeVisible()
    await expect(this.page.getByText('Log intact')).toBeVisible()
  }

  entry(...texts: string[]) {
    let rows = this.table.getByRole('row')
    for (const hasText of texts) rows = rows.filter({ hasText })
    return rows.first()
  }

  /** Opens the newest entry with these words and gives what it tells in full. */
  async detail(...texts: string[]) {
    await this.entry(...texts)
      .getByRole('link')
      .click()
    const detail = this.table.getByRole('row').filter({ hasText: 'What happened' })
    await expect(detail).toBeVisible()
    return detail
  }
}
