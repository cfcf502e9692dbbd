import { axeFindings } from './axe'
import { expect, test } from './fixtures'
import { pressOn } from './press-on'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('where organisation policies are unread, Settings says why and gives both ways to have them read', async ({
  page,
}) => {
  await page.goto('/settings')
  const block = page.locator('#organization')
  await expect(block).toContainText('Not read. Verdicts hold as far as read')
  await expect(block).toContainText('o-7qk4m2xvn5')
  await expect(block).toContainText('9999-0000-1111')
  await expect(block).toContainText('only to the management account and to delegated administrators')
  const ways = block.getByRole('region', { name: 'To have them read' })
  await pressOn(ways.locator('summary', { hasText: 'whom it trusts' }), 'Enter')
  await ways.getByRole('button', { name: 'Copy the policy: Or a reader role: whom it trusts' }).click()
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
  expect(copied.Statement[0].Principal.AWS).toBe('arn:aws:iam::111122223333:role/gatehouse')
  await expect(ways).toContainText(
    'GATEHOUSE_ORGANIZATION_ROLE=arn:aws:iam::999900001111:role/gatehouse-organization-reader',
  )
})

test('the block has no accessibility findings, in light, dark and on a phone', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 390]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 844 })
      await page.goto('/settings#organization')
      for (const summary of await page.locator('#organization summary').all()) await summary.click()
      expect(await axeFindings(page), `${colorScheme} ${width}`).toEqual([])
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      expect(wide, `${colorScheme} ${width}: scrolls sideways`).toBe(false)
    }
})
