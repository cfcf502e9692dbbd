import { ModifyDBInstanceCommand } from '@aws-sdk/client-rds'
import { administratorOf } from './account'
import { alive } from './alive'
import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { ActivityPage } from './pages/activity-page'
import { SwitchDialog } from './pages/switch-dialog'
import { TargetsPage } from './pages/targets-page'

// Slow enough that progress can be seen across a reload.
test.use({ houseOptions: { settleMs: 6_000 } })

test('turning on shows what wakes up, is followed across a reload, and is recorded', async ({ page }) => {
  const { inventoryStaging } = TARGETS
  const plan = new SwitchDialog(page)
  await page.goto(addressOf(inventoryStaging))
  await page.getByRole('switch', { name: 'IAM authentication' }).click()
  await expect(plan.checks).toContainText('PostgreSQL 16.3 supports it')
  await expect(plan.checks.getByRole('img', { name: 'Blocks' })).toHaveCount(0)
  await expect(plan.changes).toContainText('11 dormant')
  await plan.changes.getByRole('button', { name: 'Show all 11 connections' }).click()
  const wakes = plan.changes.getByRole('listitem').filter({ hasText: 'role/inventory-api as stock_rw' })
  await expect(wakes.getByRole('img', { name: 'Dormant, then Can connect, as far as read' })).toBeVisible()
  await plan.dialog.getByText('Same change with the AWS CLI').click()
  await expect(plan.dialog).toContainText('--enable-iam-database-authentication')
  await expect(plan.dialog).toContainText('--apply-immediately')

  // The page may take its time to come: nobody who loads again meanwhile is asked for what is done.
  await page.route('**/settings?_rsc=*', () => undefined)
  await plan.confirm('Turn on now', 'INC-2291 stock service')
  await expect(plan.heading('Turning on IAM authentication')).toBeVisible()
  // The answer brings a plan of the changed state with it: nobody asked for that one.
  await expect(plan.dialog).toHaveCount(0)
  const note = page.locator('[data-slot=iam-auth-reason]')
  await expect(note).toContainText(/^Turning on now, since \d\d:\d\d:\d\d/)
  await expect(note).not.toContainText('maintenance window')
  await expect(page).not.toHaveURL(/switch=/)
  await page.unrouteAll()
  await page.reload()
  await expect(plan.heading(/Turning on IAM authentication|IAM authentication is on/)).toBeVisible()
  await expect(plan.heading('IAM authentication is on')).toBeVisible({ timeout: 90_000 })
  await expect(page.getByRole('switch', { name: 'IAM authentication' })).toBeChecked()

  const activity = new ActivityPage(page)
  await activity.open()
  const detail = await activity.detail('turned on IAM authentication', 'inventory-staging')
  await expect(detail).toContainText('INC-2291 stock service')
  await expect(detail).toContainText('rds:ModifyDBInstance')
  const woke = detail.getByRole('listitem').filter({ hasText: 'role/inventory-api as stock_rw' })
  await expect(woke.getByRole('img', { name: 'Dormant, then Can connect, as far as read' })).toBeVisible()
})

test('the words beside a switch press it, and its name stays its name', async ({ page }) => {
  const iamAuth = page.getByRole('switch', { name: 'IAM authentication', exact: true })
  for (const words of ['IAM authentication', 'Off']) {
    await page.goto(addressOf(TARGETS.billingProd))
    await alive(page)
    const line = page.locator('[data-slot=toggle-field]').filter({ has: iamAuth })
    await line.getByText(words, { exact: true }).click()
    await expect(page).toHaveURL(/\/settings\?switch=on$/)
  }
  await page.goto('/settings')
  await alive(page)
  const keys = page.getByRole('switch', { name: 'Single keys', exact: true })
  await page.getByText('Single keys', { exact: true }).click()
  await expect(keys).not.toBeChecked()
  await page.locator('[data-slot=toggle-field]').getByText('Off', { exact: true }).click()
  await expect(keys).toBeChecked()
})

test('changes that wait are named, and now is refused until the restart is accepted', async ({
  page,
  house,
}) => {
  const plan = new SwitchDialog(page)
  await plan.openFor(TARGETS.billingProd, 'on')
  await plan.dialog.getByRole('radio', { name: /^Now/ }).check()
  await expect(plan.dialog).toContainText('also applies 2 waiting changes')
  await expect(plan.dialog).toContainText('Restarts the database')
  await plan.confirm('Turn on and restart now', 'FIN-88')
  await expect(plan.dialog).toContainText('Accept that the database may restart.')
  await expect(plan.alert).toContainText('Nothing was sent')
  const { instance } = administratorOf(house)
  const billing = await instance('us-east-1', 'billing-prod')
  expect(billing.IAMDatabaseAuthenticationEnabled).toBe(false)
  expect(billing.DBInstanceStatus).toBe('available')
})

test('a change for the maintenance window waits there and can be cancelled', async ({ page, house }) => {
  const { ordersReplica } = TARGETS
  const { instance } = administratorOf(house)
  const plan = new SwitchDialog(page)
  await plan.openFor(ordersReplica, 'on')
  await plan.dialog.getByRole('radio', { name: /^Next maintenance window/ }).check()
  await plan.confirm('Turn on in the next window', 'Readers move to IAM')
  await expect(plan.heading('IAM authentication turns on in the maintenance window')).toBeVisible()
  const waiting = await instance('us-west-2', 'orders-replica')
  expect(waiting.PendingModifiedValues?.IAMDatabaseAuthenticationEnabled).toBe(true)
  const targets = new TargetsPage(page)
  await targets.open()
  await expect(targets.row('orders-replica')).toContainText(/On at \w{3} \d\d:\d\d/)

  for (const tab of ['', '/users', '/connect', '/activity', '/settings']) {
    await page.goto(`${addressOf(ordersReplica)}${tab}`)
    await page.getByRole('button', { name: 'On in the window' }).click()
    await expect(page.getByRole('dialog', { name: 'The change that waits' })).toContainText(
      'turning it on is scheduled. Waits for the maintenance window',
    )
  }
  const waits = page.getByRole('dialog', { name: 'The change that waits' })
  await waits.getByRole('link', { name: 'Turn on now' }).click()
  await expect(plan.dialog.getByRole('radio', { name: /^Now/ })).toBeChecked()
  await plan.dialog.getByRole('button', { name: 'Cancel', exact: true }).click()
  await page.getByRole('button', { name: 'On in the window' }).click()
  await waits.getByRole('link', { name: 'Cancel the scheduled change' }).click()
  await plan.confirm('Cancel the scheduled change', 'Not this week')
  await expect(plan.dialog).toHaveCount(0)
  await expect
    .poll(async () => (await instance('us-west-2', 'orders-replica')).PendingModifiedValues)
    .not.toHaveProperty('IAMDatabaseAuthenticationEnabled')
  await expect(plan.heading(/maintenance window/)).toHaveCount(0)
})

test('a plan that is no longer true ends as a conflict with the new plan, and nothing is sent', async ({
  page,
  house,
}) => {
  const { rds, instance } = administratorOf(house)
  const plan = new SwitchDialog(page)
  await plan.openFor(TARGETS.ordersReplica, 'on')
  await expect(plan.checks).toContainText('No other change waits')
  await plan.dialog.getByRole('radio', { name: /^Now/ }).check()
  await rds('us-west-2').send(
    new ModifyDBInstanceCommand({ DBInstanceIdentifier: 'orders-replica', BackupRetentionPeriod: 21 }),
  )
  await plan.confirm('Turn on now', 'Readers move to IAM')
  await expect(plan.alert).toContainText('The target changed since you looked')
  await expect(plan.alert).toContainText('Nothing was sent')
  await expect(plan.dialog).toContainText('1 waiting change')
  await expect(plan.dialog).toContainText('21')
  expect((await instance('us-west-2', 'orders-replica')).IAMDatabaseAuthenticationEnabled).toBe(false)
})

test('what somebody else has pending at RDS is told without a claim about when', async ({ page }) => {
  await page.goto(addressOf(TARGETS.identityProd))
  const note = page.locator('[data-slot=iam-auth-reason]')
  await expect(note).toContainText('does not say whether it applies it now or in the maintenance window')
  await page.getByRole('button', { name: 'Pending, to on' }).click()
  await page.getByRole('link', { name: 'Show in Settings' }).click()
  await expect(
    page.getByRole('heading', { name: 'Turning IAM authentication on is pending at RDS' }),
  ).toBeVisible()
  await expect(page.getByText('It was not made here, or its record is gone')).toBeVisible()
  const targets = new TargetsPage(page)
  await targets.open()
  await expect(page.getByRole('link', { name: /^Pending 1/ })).toContainText('1 not known when')
})

test('a target that code keeps is marked, offers its code first, and wants a second word', async ({
  page,
  house,
}) => {
  const { fraudScoring } = TARGETS
  const targets = new TargetsPage(page)
  await targets.open()
  await expect(targets.row('fraud-scoring-prod')).toContainText('kept by CloudFormation')
  await expect(targets.row('shipping-prod')).toContainText('kept by Terraform')
  await expect(targets.row('orders-prod')).not.toContainText('kept by')

  const plan = new SwitchDialog(page)
  await plan.openFor(fraudScoring, 'off')
  await expect(page.locator('header [data-slot=code-owner]')).toContainText('CloudFormation')
  const code = plan.dialog.getByRole('region', { name: 'Kept by code' })
  await expect(code).toContainText('CloudFormation stack fraud-scoring')
  await expect(code.getByRole('figure', { name: 'CloudFormation template' })).toContainText(
    'EnableIAMDatabaseAuthentication: false',
  )
  await plan.dialog.getByLabel(/Type fraud-scoring-prod to confirm/).fill('fraud-scoring-prod')
  await plan.confirm('Turn off in the next window', 'RISK-7')
  await expect(plan.alert).toContainText('is kept by code (CloudFormation stack fraud-scoring)')
  const { instance } = administratorOf(house)
  expect((await instance('us-east-1', 'fraud-scoring-prod')).PendingModifiedValues ?? {}).toEqual({})
  await code.getByRole('checkbox', { name: /I know what may set it back/ }).check()
  await plan.confirm('Turn off in the next window', 'RISK-7')
  await expect(plan.dialog).toHaveCount(0)
  await expect(plan.heading('IAM authentication turns off in the maintenance window')).toBeVisible()
})

test('a cluster has the switch, its members never do', async ({ page }) => {
  await page.goto(addressOf(TARGETS.analyticsDw))
  await expect(page.getByRole('switch', { name: 'IAM authentication' })).toBeChecked()
  await page.goto(`/a/111122223333/targets/us-east-1/db-HQ3MXNVT5R2KJ7BZLWYC4DAPE6/settings?switch=off`)
  await expect(page.getByText('There is no such page or target')).toBeVisible()
  await expect(page.getByRole('switch')).toHaveCount(0)
})

test('turning off a production target asks for its name', async ({ page, house }) => {
  const plan = new SwitchDialog(page)
  await plan.openFor(TARGETS.ordersProd, 'off')
  await expect(plan.changes).toContainText('Grants that become dormant')
  await expect(plan.dialog.getByRole('button', { name: 'Type orders-prod to turn off' })).toBeDisabled()
  await expect(plan.dialog.getByRole('radio', { name: /^Now/ })).not.toBeChecked()
  await plan.dialog.getByLabel(/Type orders-prod to confirm/).fill('orders-prod')
  await expect(plan.dialog.getByRole('button', { name: 'Turn off in the next window' })).toBeEnabled()
  await plan.dialog.getByRole('radio', { name: /^Now/ }).check()
  await expect(plan.dialog.getByRole('button', { name: 'Turn off now' })).toBeEnabled()
  await plan.dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(plan.dialog).toHaveCount(0)
  const { instance } = administratorOf(house)
  expect((await instance('us-east-1', 'orders-prod')).IAMDatabaseAuthenticationEnabled).toBe(true)
})
