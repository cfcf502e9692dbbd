import { expect, type Locator, type Page } from '@playwright/test'

export class RemovalPage {
  readonly effect: Locator
  readonly changes: Locator
  readonly steps: Locator
  readonly reason: Locator
  readonly alert: Locator

  constructor(private readonly page: Page) {
    this.effect = page.getByRole('region', { name: 'Effect' })
    this.changes = page.getByRole('table', { name: 'What changes' })
    this.steps = page.getByRole('list', { name: 'Calls to AWS' })
    this.reason = page.getByRole('textbox', { name: 'Reason' })
    this.alert = page.getByRole('main').getByRole('alert')
  }

  async open(query: { principal: string; target: string; user: string; way?: string }) {
    await this.page.goto(`/a/111122223333/grants/remove?${new URLSearchParams(query)}`)
    await expect(this.page.getByRole('heading', { name: /^End / })).toBeVisible()
  }

  way(label: RegExp) {
    return this.page.getByRole('navigation', { name: 'Ways to end it' }).getByRole('link', { name: label })
  }

  async remove(effect: string, reason: string) {
    await this.reason.fill(reason)
    await this.page.getByRole('button', { name: effect }).click()
  }
}
