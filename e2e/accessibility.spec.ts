import type { Page } from '@playwright/test'
import { alive } from './alive'
import { axeFindings, serious } from './axe'
import { expect, test } from './fixtures'
import { everyRoute } from './routes-of-cast'

const COLOUR = ['color-contrast', 'link-in-text-block']

// Dark pages are the light ones in other colours: only what depends on colour is asked again.
const SCREENS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1440, height: 900 }, rules: null },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 }, rules: COLOUR },
  { name: 'light on a phone', colorScheme: 'light', viewport: { width: 390, height: 844 }, rules: null },
  { name: 'dark on a phone', colorScheme: 'dark', viewport: { width: 390, height: 844 }, rules: COLOUR },
] as const

async function settled(page: Page) {
  await expect(page.locator('main').first()).toBeVisible()
  await expect(page.locator('[aria-busy=true], [data-slot=skeleton]')).toHaveCount(0)
}

for (const { name, rules, ...screen } of SCREENS) {
  test.describe(`in ${name}`, () => {
    test.use(screen)

    test('no route has a serious finding, contrast included', async ({ page }) => {
      test.slow()
      await page.emulateMedia({ reducedMotion: 'reduce' })
      const all: Record<string, string[]> = {}
      for (const route of everyRoute()) {
        await page.goto(route)
        await settled(page)
        const found = serious(await axeFindings(page, rules))
        if (found.length > 0) all[route] = found
      }
      expect(all).toEqual({})
    })
  })
}

test('the palette, the keyboard map and an issued token have no serious finding', async ({ page }) => {
  await page.goto('/a/111122223333/tokens')
  await settled(page)
  await page.getByLabel('Reason or ticket').fill('INC-1')
  await page.getByRole('button', { name: /^Issue \d+-minute token/ }).click()
  await expect(page.getByRole('complementary', { name: 'About this token' })).toBeVisible()
  expect(serious(await axeFindings(page))).toEqual([])
  await page.goto('/a/111122223333/targets')
  await alive(page)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option').first()).toBeVisible()
  expect(serious(await axeFindings(page))).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard map' })).toBeVisible()
  expect(serious(await axeFindings(page))).toEqual([])
})
