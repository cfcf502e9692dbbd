import { expect, type Locator, type Page } from '@playwright/test'

const MOST_TABS = 90

/** Tab until the element has the focus: what cannot be reached so, cannot be reached. */
export async function tabTo(page: Page, element: Locator) {
  await expect(element).toBeVisible()
  // A button whose plan is still on its way is passed over.
  await expect(element).toBeEnabled()
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await element.evaluate(node => node === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${element} was not reached with ${MOST_TABS} tabs`)
}
