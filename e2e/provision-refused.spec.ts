import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'

test.use({ houseOptions: { env: { GATEHOUSE_CAPABILITIES: 'read,mint' } } })

const { ordersProd } = TARGETS

test('who may not change users is given the statements, and a forged form is refused', async ({ page }) => {
  await page.goto(`${addressOf(ordersProd)}/users`)
  await page.getByRole('button', { name: 'Read now' }).click()
  await expect(page.getByRole('table', { name: /^Database users of/ })).toBeVisible()
  await page.goto(`${addressOf(ordersProd)}/users?create=orders_svc`)
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('You may not make or change database users here.')
  await expect(dialog).toContainText('CREATE USER orders_svc WITH LOGIN;')
  await expect(dialog).toContainText(/psql .*sslmode=verify-full/)
  await expect(dialog.getByRole('button', { name: 'Copy SQL' })).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^Create user/ })).toHaveCount(0)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('link', { name: 'Download' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('orders-prod-create-orders_svc.sql')
  await dialog.locator('form').evaluate((form: HTMLFormElement) => form.requestSubmit())
  await expect(dialog.getByRole('alert').first()).toContainText(/make and change database users here/)
})
