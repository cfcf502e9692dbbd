import { expect, type Locator, type Page } from '@playwright/test'
import { readAgain } from '../read-again'

export class TargetsPage {
  readonly table: Locator
  /** One banner for each thing that could not be read. */
  readonly banners: Locator

  constructor(private readonly page: Page) {
    this.table = page.getByRole('table', { name: 'Targets' })
    this.banners = page.getByRole('main').locator('[data-slot=banner]')
  }

  async open(query = '') {
    await this.page.goto(`/a/111122223333/targets${query}`)
    await expect(this.table).toBeVisible()
  }

  link(name: string) {
    return this.table.getByRole('link', { name, exact: true })
  }

  row(name: string) {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('link', { name, exact: true }) })
  }

  names() {
    return this.table.locator('tbody td:first-child a:not([aria-expanded])').allInnerTexts()
  }

  async choose(filter: string, option: string) {
    await this.page.getByRole('button', { name: new RegExp(`^${filter}`) }).click()
    await this.page
      .getByRole('dialog', { name: filter })
      .getByRole('button', { name: new RegExp(`^${option}\\b`) })
      .click()
  }

  refresh() {
    return readAgain(this.page)
  }
}
