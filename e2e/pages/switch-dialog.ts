import { expect, type Locator, type Page } from '@playwright/test'
import { addressOf, type TargetOfCast } from '../cast'

/** The settings tab of a target with the plan of its switch open. */
export class SwitchDialog {
  readonly dialog: Locator
  readonly changes: Locator
  readonly checks: Locator
  readonly alert: Locator

  constructor(private readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: /IAM authentication/ })
    this.changes = this.dialog.getByRole('region', { name: 'What changes' })
    this.checks = this.dialog.getByRole('region', { name: 'Checks' })
    this.alert = this.dialog.getByRole('alert')
  }

  async openFor(target: TargetOfCast, desired: 'on' | 'off') {
    await this.page.goto(`${addressOf(target)}/settings?switch=${desired}`)
    await expect(this.dialog).toBeVisible()
  }

  /** Presses the button that names the effect. */
  async confirm(effect: string, reason: string) {
    await this.dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
    await this.dialog.getByRole('button', { name: effect }).click()
  }

  heading(text: string | RegExp) {
    return this.page.getByRole('heading', { name: text })
  }
}
