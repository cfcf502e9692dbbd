import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { axeFindings, serious } from './axe'
import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { ActivityPage } from './pages/activity-page'
import { ReversalPage } from './pages/reversal-page'
import { TokenPage } from './pages/token-page'
import { openUsers, userRow as row } from './pages/users-page'
import { tabTo } from './tab-to'

// Users are made in these databases: they are nobody else's.
test.use({
  houseOptions: { databases: ['catalog-prod'] },
  permissions: ['clipboard-read', 'clipboard-write'],
})

const { ordersProd, catalogProd } = TARGETS
const run = promisify(execFile)
const dialog = (page: Page) => page.getByRole('dialog')
const plan = (page: Page) => dialog(page).getByRole('region', { name: 'Plan', exact: true })
const reason = (page: Page) => dialog(page).getByLabel('Reason')

const hasMariadb = ['/usr/sbin/mariadbd', '/usr/bin/mariadbd', '/usr/libexec/mariadbd'].some(existsSync)

test('a user that IAM names and PostgreSQL lacks is created by keyboard, and its token opens the database', async ({
  page,
}) => {
  await openUsers(page, ordersProd)
  await tabTo(page, page.getByRole('link', { name: 'Create orders_svc' }))
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('textbox', { name: 'Name' })).toHaveValue('orders_svc')
  await expect(dialog(page).getByRole('textbox', { name: 'Name' })).toBeFocused()
  await expect(plan(page)).toContainText('CREATE USER orders_svc WITH LOGIN;')
  await expect(plan(page)).toContainText('GRANT rds_iam TO orders_svc;')
  await expect(dialog(page).getByRole('button', { name: 'Say why: it is production' })).toBeDisabled()
  expect(serious(await axeFindings(page))).toEqual([])
  await tabTo(page, reason(page))
  await page.keyboard.type('CHG-1 orders service')
  const create = dialog(page).getByRole('button', { name: /^Create user, 7 connections wake up$/ })
  await tabTo(page, create)
  await page.keyboard.press('Enter')
  await expect(
    dialog(page).getByRole('heading', { name: 'orders_svc is there on orders-prod' }),
  ).toBeFocused()
  await dialog(page).getByRole('link', { name: 'Issue a token for orders_svc' }).click()

  const token = new TokenPage(page)
  await token.choose(ordersProd, 'orders_svc', 'role/orders-api')
  await token.issue('CHG-1')
  const command = await token.copy('psql')
  const { stdout } = await run('sh', ['-c', `${command} -XAtc 'select current_user, count(*) from orders'`])
  expect(stdout.split('|')[0]).toBe('orders_svc')
})

test('a change is undone from Activity, and its entry shows the statements', async ({ page }) => {
  const activity = new ActivityPage(page)
  await activity.open()
  const detail = await activity.detail('orders_svc', 'CHG-1 orders service')
  await expect(detail).toContainText('CREATE USER orders_svc')
  await detail.getByRole('link', { name: 'Preview undo' }).click()
  const undo = new ReversalPage(page)
  await undo.shown('Undo')
  await undo.apply(/^Undo/, 'CHG-1 taken back')
  await expect(page.getByRole('heading', { name: 'The change is undone' })).toBeVisible()
  await openUsers(page, ordersProd)
  await expect(page.getByRole('link', { name: 'Create orders_svc' })).toBeVisible()
})

test('a role that may not be passed on stops its step, says the line that lifts it, and another way leads round it', async ({
  page,
}) => {
  await openUsers(page, ordersProd, 'change=create')
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('orders_batch')
  await dialog(page)
    .getByRole('radio', { name: /^A role/ })
    .check()
  await dialog(page).getByRole('combobox', { name: 'Which role' }).selectOption('orders_write')
  const guard = plan(page).getByRole('note').filter({ hasText: 'no ADMIN OPTION on orders_write' })
  await expect(guard).toContainText('GRANT orders_write TO gatehouse_ops WITH ADMIN OPTION')
  await expect(dialog(page).getByRole('button', { name: /^Fix step \d to create the user$/ })).toBeDisabled()
  await guard.getByRole('button', { name: 'Grant its rights directly instead' }).click()
  await expect(guard).toHaveCount(0)
  await expect(plan(page)).not.toContainText('GRANT orders_write')
  await expect(plan(page)).toContainText('orders_batch')
})

test('a user that owns something is not removed until its objects go to another', async ({ page }) => {
  await openUsers(page, ordersProd)
  await row(page, 'app_migrator').getByRole('button', { name: 'Change app_migrator' }).click()
  await page.getByRole('menuitem', { name: 'Remove it' }).click()
  await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeFocused()
  const guard = plan(page).getByRole('note').first()
  await expect(guard).toContainText(/app_migrator owns \d+ objects in orders/)
  await guard.getByRole('button', { name: 'Close its sign-in only' }).click()
  await expect(plan(page)).toContainText('NOLOGIN')
  await expect(dialog(page)).toContainText('Close the sign-in of app_migrator')
})

test('a token for a user that does not exist makes it in the same step and goes on', async ({ page }) => {
  await openUsers(page, ordersProd)
  const token = new TokenPage(page)
  await token.choose(ordersProd, 'orders_svc', 'role/orders-api')
  await page.getByRole('button', { name: 'Make orders_svc in the same step' }).click()
  await expect(plan(page)).toContainText('CREATE USER orders_svc')
  await reason(page).fill('CHG-2')
  await dialog(page)
    .getByRole('button', { name: /^Create user/ })
    .click()
  await dialog(page).getByRole('button', { name: 'Go on with the token' }).click()
  await expect(page.getByRole('button', { name: 'Make orders_svc in the same step' })).toHaveCount(0)
  await token.issue('CHG-2')
  await expect(token.countdown).toBeVisible()
})

test('a grant creates the user that is missing in the same step', async ({ page }) => {
  await openUsers(page, ordersProd)
  const { region, resourceId } = ordersProd
  const query = new URLSearchParams({
    who: 'arn:aws:iam::111122223333:role/eng-search',
    on: `${region}/${resourceId}/search_batch`,
    store: 'inline',
    name: 'gh-search-batch',
  })
  await page.goto(`/a/111122223333/grants/new?${query}`)
  await page.getByRole('checkbox', { name: /Create search_batch too/ }).check()
  await expect(page.getByRole('region', { name: 'Create search_batch' })).toContainText(
    'CREATE USER search_batch',
  )
  await page.getByRole('textbox', { name: 'Reason' }).fill('CHG-3')
  await page.getByRole('button', { name: /^Apply 1 new connection/ }).click()
  await expect(page.getByRole('heading', { name: /^1 new connection by gh-search-batch/ })).toBeVisible()
  await openUsers(page, ordersProd)
  await expect(row(page, 'search_batch')).toContainText('IAM token')
})

test('on a phone the dialog is a sheet that holds all of it', async ({ page }) => {
  await openUsers(page, ordersProd)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${addressOf(ordersProd)}/users?create=phone_user`)
  await expect(plan(page)).toContainText('CREATE USER phone_user')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(serious(await axeFindings(page))).toEqual([])
})

test.describe('on MariaDB', () => {
  test.skip(!hasMariadb, 'This machine has no mariadbd: its targets check the token and then say so.')

  test('a user is created statement by statement, and the server lets it in by token', async ({ page }) => {
    await openUsers(page, catalogProd, 'change=create')
    await dialog(page).getByRole('textbox', { name: 'Name' }).fill('catalog_reports')
    await expect(dialog(page)).toContainText('15 of 128 characters')
    await dialog(page).getByRole('combobox', { name: 'Add a schema' }).selectOption('catalog')
    await expect(plan(page)).toContainText("CREATE USER 'catalog_reports'@'%'")
    await expect(plan(page)).toContainText('The server cannot roll back users')
    await reason(page).fill('CHG-5')
    await dialog(page)
      .getByRole('button', { name: /^Create user/ })
      .click()
    await expect(
      dialog(page).getByRole('heading', { name: 'catalog_reports@% is there on catalog-prod' }),
    ).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(row(page, 'catalog_reports@%')).toContainText('IAM token')
  })

  test('default roles that may not be set stop their step, and rights granted directly lead round it', async ({
    page,
  }) => {
    await openUsers(page, catalogProd, 'change=create')
    await dialog(page).getByRole('textbox', { name: 'Name' }).fill('catalog_batch')
    await dialog(page)
      .getByRole('radio', { name: /^A role/ })
      .check()
    await dialog(page).getByRole('combobox', { name: 'Which role' }).selectOption({ index: 1 })
    const guard = plan(page).getByRole('note')
    await expect(guard).toContainText('may not say which roles others use at sign-in')
    await guard.getByRole('button', { name: 'Grant its rights directly instead' }).click()
    await expect(guard).toHaveCount(0)
    await expect(dialog(page).getByRole('button', { name: 'Say why: it is production' })).toBeDisabled()
  })
})
