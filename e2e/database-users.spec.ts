import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { axeFindings, serious } from './axe'
import { addressOf, roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { ActivityPage } from './pages/activity-page'
import { MatrixPage } from './pages/matrix-page'
import { openUsers, userRow as row } from './pages/users-page'

test.use({ houseOptions: {} })

const { ordersProd } = TARGETS

test('reading the database turns what only IAM allows into what can really connect', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, { group: '0', find: 'role/legacy-api-task' })
  await expect(matrix.cell('role/legacy-api-task', 'legacy_api')).toHaveAccessibleName(
    /: can connect, as far as read, database not read$/,
  )

  await page.goto(`${addressOf(ordersProd)}/users`)
  await expect(page.getByText('This database was not read')).toBeVisible()
  await page.getByRole('button', { name: 'Read now' }).click()
  const users = page.getByRole('table')
  await expect(users.getByRole('row').filter({ hasText: 'app_readonly' })).toBeVisible()
  await expect(users.getByRole('row').filter({ hasText: 'legacy_api' })).toBeVisible()

  await matrix.open(ordersProd, { group: '0', find: 'role/legacy-api-task' })
  await expect(matrix.cell('role/legacy-api-task', 'legacy_api')).toHaveAccessibleName(/: dormant$/)
  await matrix.open(ordersProd, { who: roleArn('legacy-api-task'), as: 'legacy_api' })
  await expect(matrix.why).toContainText('rds_iam')

  const activity = new ActivityPage(page)
  await activity.open()
  await expect(activity.entry('read the database users', 'orders-prod')).toBeVisible()
})

test('a database that cannot be signed in to says why it was not read', async ({ page }) => {
  await page.goto(`${addressOf(TARGETS.inventoryStaging)}/users`)
  await expect(page.getByRole('main')).toContainText('IAM authentication is off here')
  await expect(page.getByRole('button', { name: 'Read now' })).toHaveCount(0)
})

const panel = (page: Page, name: string) => page.getByRole('complementary', { name: `Database user ${name}` })

test.describe('a database that was read', () => {
  test.beforeEach(async ({ page }) => {
    await openUsers(page, ordersProd)
    await expect(row(page, 'app_readonly')).toBeVisible()
  })

  test('leads from a user to the builder of grants, filled in with it', async ({ page }) => {
    await row(page, 'app_readonly').getByRole('link').press('Enter')
    await panel(page, 'app_readonly').getByRole('link', { name: 'Grant it to somebody' }).click()
    await expect(page.getByRole('button', { name: 'Remove app_readonly' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Remove orders-prod' })).toBeVisible()
  })

  test('tells of each user how it signs in, what it may do, and where, by keyboard alone', async ({
    page,
  }) => {
    await row(page, 'app_readonly').getByRole('link').press('Enter')
    const readonly = panel(page, 'app_readonly')
    await expect(readonly).toContainText('At most 40 sessions at once.')
    await expect(readonly).toContainText('signs in with an IAM token')
    const orders = readonly.getByRole('region', { name: 'Rights in orders' })
    await expect(orders).toContainText('On tables made later: SELECT on tables that')
    await orders.locator('summary').first().press('Enter')
    await expect(orders.getByText('customers', { exact: true })).toBeVisible()
    await row(page, 'app_readonly').getByRole('link').focus()
    await page.keyboard.press('ArrowDown')
    await expect(readonly).toBeHidden()
    await expect(page.getByRole('complementary', { name: /^Database user/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('complementary', { name: /^Database user/ })).toBeHidden()
    await expect(page).not.toHaveURL(/user=/)
  })

  test('is filtered by the address, and the file holds what is shown', async ({ page }) => {
    await page.getByRole('button', { name: 'Sign-in' }).click()
    await page.getByRole('button', { name: /^Password only/ }).click()
    await expect(page).toHaveURL(/signIn=password/)
    await expect(row(page, 'app_readonly')).toHaveCount(0)
    await expect(row(page, 'legacy_api')).toBeVisible()
    await page.getByRole('button', { name: 'Export what is shown' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /as CSV/ }).click(),
    ])
    const file = await readFile(await download.path(), 'utf8')
    expect(file).toContain('legacy_api')
    expect(file).not.toContain('app_readonly')
    expect(file).toContain('customers')
  })

  test('has no serious fault for those who do not see it', async ({ page }) => {
    await page.goto(`${addressOf(ordersProd)}/users?user=oncall_rw`)
    await expect(panel(page, 'oncall_rw')).toBeVisible()
    expect(serious(await axeFindings(page))).toEqual([])
  })
})

test('a database that no token opens is read with the password that RDS keeps, once, and Activity says so', async ({
  page,
}) => {
  await page.goto(`${addressOf(TARGETS.inventoryStaging)}/users`)
  await page.getByRole('button', { name: 'Read as master user' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('as postgres, the master user')
  await dialog.getByRole('button', { name: 'Read once as postgres' }).click()
  await expect(row(page, 'stock_rw')).toBeVisible()
  expect(await page.content()).not.toContain('inventory-master-demo')
  const activity = new ActivityPage(page)
  await activity.open()
  const detail = await activity.detail('read the database users', 'inventory-staging')
  await expect(detail).toContainText('as the master user, with the password that RDS keeps')
  await expect(detail).toContainText('GetSecretValue')
})
