import { expect, type Locator, type Page } from '@playwright/test'

/** The list itself, whichever of the three is shown. */
export class ReachPage {
  readonly table: Locator
  readonly answer: Locator

  constructor(private readonly page: Page) {
    this.table = page.getByRole('table', { name: /by reach$/ })
    this.answer = page.getByRole('main').locator('header + p, header ~ p').first()
  }

  async open(query = '') {
    await this.page.goto(`/a/111122223333/reach${query}`)
    await expect(this.table).toBeVisible()
  }

  head(name: string) {
    return this.table.getByRole('columnheader', { name })
  }

  row(name: string) {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('link', { name, exact: true }) })
  }

  names() {
    // The door to the builder beside a name is a sign.
    return this.table.locator('tbody td:first-child a:not(:has(svg))').allInnerTexts()
  }

  /** A column of the body, as it is read. */
  async column(name: string): Promise<string[]> {
    const heads = await this.table.getByRole('columnheader').allInnerTexts()
    const at = heads.findIndex(head => head.trim().startsWith(name))
    return (await this.table.locator(`tbody td:nth-child(${at + 1})`).allInnerTexts()).map(text =>
      text.trim(),
    )
  }
}
