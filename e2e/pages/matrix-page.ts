import { expect, type Locator, type Page } from '@playwright/test'
import { addressOf, type TargetOfCast } from '../cast'

export class MatrixPage {
  readonly grid: Locator
  readonly why: Locator
  /** Of the why panel: everything that must let the cell through. */
  readonly path: Locator

  constructor(private readonly page: Page) {
    this.grid = page.getByRole('grid')
    this.why = page.getByRole('complementary', { name: 'Why' })
    this.path = this.why.getByRole('list', { name: 'Path' })
  }

  /** The head of a step or level that can be opened. */
  block(name: string) {
    return this.path.getByRole('button', { name: new RegExp(`^${name} `) })
  }

  async open(target: TargetOfCast, query: Record<string, string> = {}) {
    await this.page.goto(`${addressOf(target)}?${new URLSearchParams(query)}`)
    await expect(this.grid).toBeVisible()
  }

  /** A cell by the beginning of its sentence: `role/oncall-sre as app_readonly`. */
  cell(principal: string, user: string) {
    return this.grid.getByRole('gridcell', { name: new RegExp(`^${principal} as ${user}: `) })
  }

  sentences() {
    return this.grid
      .locator('[role=gridcell][data-column]')
      .evaluateAll(cells => cells.map(cell => cell.getAttribute('aria-label') ?? ''))
  }
}
