import { expect, type Locator, type Page } from '@playwright/test'

export class GrantPage {
  readonly policy: Locator
  readonly effect: Locator
  readonly steps: Locator
  readonly alert: Locator

  constructor(private readonly page: Page) {
    this.policy = page.getByRole('region', { name: 'Policy', exact: true })
    this.effect = page.getByRole('region', { name: 'Effect' })
    this.steps = page.getByRole('list', { name: 'Calls to AWS' })
    this.alert = page.getByRole('main').getByRole('alert')
  }

  async open(query: Record<string, string> = {}) {
    await this.page.goto(`/a/111122223333/grants/new?${new URLSearchParams(query)}`)
    await expect(this.page.getByRole('heading', { name: 'Grant access' })).toBeVisible()
  }

  /** Types into one of the pickers and takes the option of exactly this name. */
  private async pick(label: string, text: string) {
    const field = this.page.getByRole('combobox', { name: label })
    await field.fill(text)
    await this.page.getByRole('option').filter({ hasText: text }).first().click()
  }

  async addPrincipal(name: string) {
    await this.pick('Add role, user or group', name)
    await expect(this.page.getByRole('button', { name: new RegExp(`^Remove .*${name}$`) })).toBeVisible()
  }

  async addTarget(name: string) {
    await this.pick('Add target', name)
    await expect(this.page.getByRole('button', { name: `Remove ${name}` })).toBeVisible()
  }

  async addUser(target: string, name: string) {
    await this.pick(`Database user of ${target}`, name)
    await expect(this.page.getByRole('button', { name: `Remove ${name}` })).toBeVisible()
  }

  async apply(effect: string | RegExp, reason: string) {
    await this.page.getByRole('textbox', { name: 'Reason' }).fill(reason)
    await this.page.getByRole('button', { name: effect }).click()
  }
}
