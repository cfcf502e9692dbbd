import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { alive } from './alive'
import { expect, test } from './fixtures'
import { pressOn } from './press-on'

test.use({ houseOptions: {} })

const TOGETHER = '/a/111122223333/findings/together?kind=condition-on-allow&fix=remove'
const list = (page: Page) => page.getByRole('list', { name: 'Findings to fix together' })
const boxes = (page: Page) => list(page).getByRole('checkbox')
const effect = (page: Page) => page.getByRole('region', { name: 'Effect of all together' })

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the screen, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto(TOGETHER)
    await list(page).getByText('Show the change').first().click()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([])
  })
}

test('by keyboard: the choice is in the address, the effect follows it, and what is applied is gone', async ({
  page,
}) => {
  await page.goto('/a/111122223333/findings?kind=condition-on-allow')
  await page
    .getByRole('region', { name: 'Findings' })
    .getByRole('link', { name: /eng-orders-access/ })
    .click()
  await page.getByRole('link', { name: 'Delete the statement' }).click()
  await page.getByRole('link', { name: /^Fix \d+ together$/ }).click()
  await expect(page).toHaveURL(/\/findings\/together\?.*fix=remove/)
  await expect(boxes(page).first()).toBeVisible()
  const all = await boxes(page).count()
  expect(all).toBeGreaterThanOrEqual(4)
  await alive(page)

  await pressOn(page.getByRole('button', { name: 'Choose none' }), 'Enter')
  await expect(page).toHaveURL(/only=-/)
  await expect(page.getByRole('button', { name: 'Nothing is chosen' })).toBeDisabled()
  for (const name of ['eng-orders-access', 'migrations'])
    await list(page).getByRole('listitem').filter({ hasText: name }).getByRole('checkbox').press('Space')
  await expect(page.getByText(`2 of ${all} chosen`)).toBeVisible()
  await expect(effect(page)).toContainText('−1 removed')
  await page.reload()
  await expect(page.getByText(`2 of ${all} chosen`)).toBeVisible()
  await expect(boxes(page).and(page.locator(':checked'))).toHaveCount(2)

  const apply = page.getByRole('button', { name: 'Apply 2 fixes, 1 permission to connect ends' })
  await pressOn(apply, 'Enter')
  await expect(page.getByText('Say why, in a few words')).toBeVisible()
  await page.getByRole('textbox', { name: 'Reason' }).fill('CHG-2301 both')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/2 findings fixed, entries \d+ to \d+ in Activity/)).toBeVisible()
  await page.goto(TOGETHER)
  await expect(boxes(page)).toHaveCount(all - 2)
  await expect(list(page)).not.toContainText('migrations')
})

test('what AWS refuses stays listed with its reason, and the next try goes on from there', async ({
  page,
  house,
}) => {
  await page.goto(TOGETHER)
  await expect(boxes(page).first()).toBeVisible()
  const before = await boxes(page).count()
  await house.faults({
    rules: [{ kind: 'deny', service: 'iam', action: 'CreatePolicyVersion', times: 1 }],
  })
  await page.getByRole('textbox', { name: 'Reason' }).fill('all of them')
  await page.getByRole('button', { name: new RegExp(`^Apply ${before} fixes`) }).click()
  const outcome = page.getByRole('alert').filter({ hasText: `${before - 1} of ${before} findings fixed.` })
  await expect(outcome).toContainText('iam:CreatePolicyVersion')
  await expect(boxes(page)).toHaveCount(1)
  await page.getByRole('textbox', { name: 'Reason' }).fill('second try')
  await page.getByRole('button', { name: /^Apply 1 fix,/ }).click()
  await expect(page.getByText(/1 finding fixed, entry \d+ in Activity/)).toBeVisible()
  await page.goto(TOGETHER)
  await expect(page.getByRole('heading', { name: 'Nothing is left to fix together' })).toBeVisible()
})

test('on a phone it is read, not applied', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/a/111122223333/findings/together?kind=condition-on-deny&fix=remove')
  await expect(page.getByText('Continue on a larger screen.')).toBeVisible()
  await expect(list(page).getByRole('listitem').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^Apply/ })).toBeHidden()
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  expect(wider).toBe(false)
})
