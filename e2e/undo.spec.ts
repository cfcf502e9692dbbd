import type { Page } from '@playwright/test'
import { administratorOf } from './account'
import { alive } from './alive'
import { roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { ActivityPage } from './pages/activity-page'
import { RemovalPage } from './pages/removal-page'
import { ReversalPage } from './pages/reversal-page'
import { SwitchDialog } from './pages/switch-dialog'
import { policiesOf } from './policies'
import { grantInline, previewUndo } from './preview-undo'
import { tabTo } from './tab-to'

// Policies are written in this account: it is nobody else's.
test.use({ houseOptions: {} })

const { ordersProd, inventoryStaging } = TARGETS
const place = `${ordersProd.region}/${ordersProd.resourceId}`
const done = (page: Page) => page.getByRole('heading', { name: 'The change is undone' })

/** The entry that was undone says so and offers no second undo; the undo is an entry of its own. */
async function toldInActivity(page: Page, did: string, why: string, reason: string) {
  const activity = new ActivityPage(page)
  await activity.open()
  const detail = await activity.detail(did, why)
  await expect(detail.getByRole('term').filter({ hasText: 'Undone by' })).toBeVisible()
  await expect(detail.getByRole('link', { name: 'Preview undo' })).toHaveCount(0)
  await detail.getByRole('link', { name: /^Entry \d+$/ }).click()
  await expect(activity.entry('undid a change', reason)).toBeVisible()
  await expect(activity.table.getByRole('row').filter({ hasText: 'What happened' })).toContainText(
    /Undo of entry \d+: /,
  )
}

test('a grant is undone from its entry, with the keyboard alone', async ({ page, house }) => {
  const policies = policiesOf(administratorOf(house).iam)
  const before = await policies.inlineNames('eng-search')
  await grantInline(page, 'eng-search', 'gh-undone', 'INC-500 for a day')
  const activity = new ActivityPage(page)
  await activity.open()
  await alive(page)
  await tabTo(page, activity.entry('granted access', 'INC-500 for a day').getByRole('link'))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'Preview undo' }))
  await page.keyboard.press('Enter')

  const undo = new ReversalPage(page)
  await undo.shown('Undo')
  await expect(undo.standing.getByRole('listitem')).toHaveText([/PutRolePolicy.*Done in AWS/])
  await expect(undo.effect).toContainText('−1removed')
  await expect(undo.changes.getByRole('row', { name: /role\/eng-search/ })).toHaveCount(1)
  await expect(undo.steps.getByRole('listitem')).toHaveText([/DeleteRolePolicy.*gh-undone/])
  await expect(undo.difference('gh-undone')).toContainText('rds-db:connect')
  await tabTo(page, undo.reason)
  await page.keyboard.type('INC-500 is over')
  await tabTo(page, page.getByRole('button', { name: 'Undo, 1 permission to connect ends', exact: true }))
  await page.keyboard.press('Enter')
  await expect(done(page)).toBeFocused()
  expect(await policies.inlineNames('eng-search')).toEqual(before)

  await tabTo(page, page.getByRole('link', { name: /^Back to entry \d+$/ }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: /^Entry \d+$/ })).toBeVisible()
  await toldInActivity(page, 'granted access', 'INC-500 for a day', 'INC-500 is over')
})

test('a removal is undone: the policy is what it was, to the byte', async ({ page, house }) => {
  const policies = policiesOf(administratorOf(house).iam)
  const before = await policies.inline('data-analyst', 'analyst-databases')
  const removal = new RemovalPage(page)
  await removal.open({ principal: roleArn('data-analyst'), target: place, user: 'reporting' })
  await removal.remove('Remove 1 connection', 'CHG-501 a copy is enough')
  await expect(page.getByRole('heading', { name: '1 permission to connect ended' })).toBeVisible()
  expect(await policies.inline('data-analyst', 'analyst-databases')).not.toBe(before)

  const undo = await previewUndo(page, 'removed access', 'CHG-501')
  await expect(undo.effect).toContainText('+1new connection')
  await expect(undo.difference('analyst-databases')).toContainText(`${ordersProd.resourceId}/reporting`)
  await undo.apply(/^Undo, 1 connection opens$/, 'CHG-501 was wrong')
  await expect(done(page)).toBeVisible()
  expect(await policies.inline('data-analyst', 'analyst-databases')).toBe(before)
  await toldInActivity(page, 'removed access', 'CHG-501', 'CHG-501 was wrong')
})

test('a fix is undone: the version from before is the default again and the new one gone', async ({
  page,
  house,
}) => {
  const POLICY = 'arn:aws:iam::111122223333:policy/eng-orders-access'
  const policies = policiesOf(administratorOf(house).iam)
  const before = await policies.managed(POLICY)
  await page.goto('/a/111122223333/findings')
  const rows = page.getByRole('region', { name: 'Findings' }).getByRole('listitem')
  await rows
    .getByRole('link', { name: /Name used instead of the resource id/ })
    .first()
    .click()
  await page.getByRole('textbox', { name: 'Reason' }).fill('CHG-502 wrong id')
  await page.getByRole('button', { name: 'Apply fix, 4 new connections' }).click()
  await expect(page.getByText(/Fixed, entry \d+ in Activity/)).toBeVisible()
  expect(await policies.managed(POLICY)).not.toEqual(before)

  const undo = await previewUndo(page, 'fixed a finding', 'CHG-502')
  await expect(undo.effect).toContainText('−4removed')
  await expect(undo.steps.getByRole('listitem')).toHaveText([
    /SetDefaultPolicyVersion/,
    /DeletePolicyVersion/,
  ])
  await undo.apply(/^Undo, 4 permissions to connect end$/, 'CHG-502 came too early')
  await expect(done(page)).toBeVisible()
  expect(await policies.managed(POLICY)).toEqual(before)
  await toldInActivity(page, 'fixed a finding', 'CHG-502', 'CHG-502 came too early')
})

test('a switch is undone by the opposite, with what falls asleep again shown first', async ({
  page,
  house,
}) => {
  const { instance } = administratorOf(house)
  const dialog = new SwitchDialog(page)
  await dialog.openFor(inventoryStaging, 'on')
  await dialog.confirm('Turn on now', 'INC-503 stock')
  await expect(dialog.heading('IAM authentication is on')).toBeVisible({ timeout: 90_000 })

  const undo = await previewUndo(page, 'turned on IAM authentication', 'INC-503')
  await expect(undo.steps.getByRole('listitem')).toHaveText([/ModifyDBInstance.*off again/])
  const asleep = undo.changes.getByRole('row', { name: /role\/inventory-api.*stock_rw/ })
  await expect(asleep.getByRole('img', { name: 'Can connect, as far as read, then Dormant' })).toBeVisible()
  await undo.apply(/^Undo, \d+ permissions to connect end$/, 'INC-503 is over')
  await expect(done(page)).toBeVisible()
  await expect
    .poll(async () => (await instance('us-east-1', 'inventory-staging')).IAMDatabaseAuthenticationEnabled)
    .toBe(false)
  await toldInActivity(page, 'turned on IAM authentication', 'INC-503', 'INC-503 is over')
})

test('an entry that changed nothing in AWS has nothing to undo, and its address says so', async ({
  page,
}) => {
  const activity = new ActivityPage(page)
  await activity.open()
  const detail = await activity.detail('signed in here')
  await expect(detail.getByRole('link', { name: 'Preview undo' })).toHaveCount(0)
  const entry = new URL(page.url()).searchParams.get('entry')
  await page.goto(`/activity/${entry}/undo`)
  await expect(page.getByRole('heading', { name: 'This entry cannot be undone' })).toBeVisible()
  await page.getByRole('link', { name: 'Back to the entry' }).click()
  await expect(detail).toBeVisible()
})

test('on a phone an undo is read, not carried out', async ({ page }) => {
  await grantInline(page, 'eng-checkout', 'gh-phone', 'CHK-507')
  await page.setViewportSize({ width: 390, height: 844 })
  const undo = await previewUndo(page, 'granted access')
  await expect(page.getByText('Continue on a larger screen.')).toBeVisible()
  await expect(undo.changes).toBeVisible()
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeHidden()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
