import type { Page } from '@playwright/test'
import { alive } from './alive'
import { axeFindings, serious } from './axe'
import { expect, test } from './fixtures'
import { everyRoute } from './routes-of-cast'

const COLOUR = ['color-contrast', 'link-in-text-block']

const SCREENS = [
  { name: 'a desk', viewport: { width: 1440, height: 900 } },
  { name: 'a phone', viewport: { width: 390, height: 844 } },
] as const

const canvas = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)

async function settled(page: Page) {
  await expect(page.locator('main').first()).toBeVisible()
  await expect(page.locator('[aria-busy=true], [data-slot=skeleton]')).toHaveCount(0)
}

for (const { name, viewport } of SCREENS) {
  test.describe(`on ${name}`, () => {
    test.use({ viewport, colorScheme: 'light' })

    // Dark pages are the light ones in other colours: each is turned dark where it stands, and asked about its colours again.
    test('no route has a serious finding in light or dark, contrast included', async ({ page }) => {
      test.setTimeout(900_000)
      await page.emulateMedia({ reducedMotion: 'reduce' })
      const all: Record<string, string[]> = {}
      for (const route of everyRoute()) {
        await page.emulateMedia({ colorScheme: 'light' })
        await page.goto(route)
        await settled(page)
        const light = serious(await axeFindings(page))
        const ground = await canvas(page)
        await page.emulateMedia({ colorScheme: 'dark' })
        await expect.poll(() => canvas(page)).not.toBe(ground)
        const dark = serious(await axeFindings(page, COLOUR))
        if (light.length > 0) all[`${route} in light`] = light
        if (dark.length > 0) all[`${route} in dark`] = dark
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
