import { addressOf, roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { ActivityPage } from './pages/activity-page'
import { MatrixPage } from './pages/matrix-page'

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
