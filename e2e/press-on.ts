import { expect, type Locator } from '@playwright/test'

/** What has arrived behind a loading page holds its text already and takes no focus yet, and what sends a form takes no press: a key would go nowhere. */
export async function pressOn(control: Locator, key: string) {
  await expect(control).toBeVisible()
  await expect(control).toBeEnabled()
  await control.press(key)
}
