import { ListRolePoliciesCommand } from '@aws-sdk/client-iam'
import type { Page } from '@playwright/test'
import { administratorOf } from './account'
import { alive } from './alive'
import { axeFindings } from './axe'
import { roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { ActivityPage } from './pages/activity-page'
import { GrantPage } from './pages/grant-page'
import { policiesOf } from './policies'
import { tabTo } from './tab-to'

test.use({ houseOptions: {} })

const { ordersProd } = TARGETS
const on = (user: string) => `${ordersProd.region}/${ordersProd.resourceId}/${user}`
const entry = (user: string) =>
  `arn:aws:rds-db:us-east-1:111122223333:dbuser:${ordersProd.resourceId}/${user}`
const policy = (...resources: string[]) =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'rds-db:connect', Resource: resources }],
    },
    null,
    2,
  )

const editor = (page: Page) => page.getByRole('textbox', { name: 'Policy JSON' })
const rich = (page: Page) => page.locator('[data-slot="json-editor"] [role="textbox"]')
const mistakes = (page: Page) => page.getByRole('list', { name: 'Mistakes in the JSON' })

/** As a person does who brings a text along: all of it is chosen, and pasted over. */
async function write(page: Page, text: string) {
  await expect(rich(page)).toContainText('2012-10-17')
  await rich(page).click()
  await page.keyboard.press('ControlOrMeta+a')
  await rich(page).evaluate((element, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

async function openEditor(page: Page, query: Record<string, string>) {
  await new GrantPage(page).open({ ...query, edit: 'json' })
  await alive(page)
  await expect(rich(page)).toContainText('2012-10-17')
}

test('a text with a wildcard is planned on every cell, applied as it stands, and kept in Activity', async ({
  page,
  house,
}) => {
  const grant = new GrantPage(page)
  await grant.open({ who: roleArn('eng-search'), on: on('metrics'), store: 'inline', name: 'gh-json' })
  await alive(page)
  await page.getByRole('button', { name: 'Edit JSON' }).click()
  await expect(page).toHaveURL(/edit=json/)
  await expect(rich(page)).toContainText(entry('metrics'))
  const text = policy(entry('metrics'), entry('support_*'))
  await write(page, text)
  await expect(mistakes(page)).toContainText('more than one database user')
  const table = grant.effect.getByRole('table', { name: 'What changes' })
  await expect(table).toContainText('support_ro')
  await expect(grant.effect).toContainText('1 pattern opened')
  await expect(grant.effect).toContainText('The pattern support_* on orders-prod matches support_ro')
  await grant.apply(/^Apply \d+ new connections and 1 pattern$/, 'INC-400 by hand')
  await expect(page.getByRole('heading', { name: /new connections.* by gh-json$/ })).toBeVisible()
  expect(await policiesOf(administratorOf(house).iam).inline('eng-search', 'gh-json')).toBe(text)
  const activity = new ActivityPage(page)
  await activity.open()
  const detail = await activity.detail('granted access,', 'INC-400 by hand')
  await expect(detail).toContainText('iam:PutRolePolicy')
})

test('a text of wildcards alone has its calls, its code and its button', async ({ page, house }) => {
  const grant = new GrantPage(page)
  await openEditor(page, { who: roleArn('eng-search'), store: 'inline', name: 'gh-wild' })
  const text = policy(entry('legacy_*'))
  await write(page, text)
  await expect(mistakes(page)).toContainText('more than one database user')
  await expect(page.getByText('PutRolePolicy').first()).toBeVisible()
  await grant.apply('Apply 1 new connection and 1 pattern', 'INC-401 by pattern')
  await expect(page.getByRole('heading', { name: /1 new connection.* by gh-wild$/ })).toBeVisible()
  expect(await policiesOf(administratorOf(house).iam).inline('eng-search', 'gh-wild')).toBe(text)
})

test('mistakes stand at their lines, lead there, and nothing can be applied', async ({ page, house }) => {
  await openEditor(page, { who: roleArn('eng-pricing'), on: on('metrics'), store: 'inline', name: 'gh-bad' })
  await write(page, policy(entry('metrics')).replace('"Effect"', 'Effect'))
  await expect(mistakes(page)).toContainText('Line 5')
  await expect(mistakes(page)).toContainText('not valid JSON')
  await write(page, policy(entry('metrics')).replace('rds-db:connect', 's3:GetObject'))
  await expect(mistakes(page)).toContainText('nothing else')
  await expect(page.getByRole('button', { name: 'The JSON has a mistake at line 6' })).toBeDisabled()
  await expect(page.locator('.cm-lintRange-error')).toContainText('s3:GetObject')
  await mistakes(page).getByRole('button', { name: 'Line 6' }).click()
  await expect(rich(page)).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.type(' ')
  await expect(rich(page)).toContainText('"s3:GetObject", ')
  // What is of the plan before stands back until the new one is there.
  await expect(page.getByRole('main').locator('[aria-busy="true"]')).toHaveCount(0)
  expect(await axeFindings(page)).toEqual([])
  const { iam } = administratorOf(house)
  const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName: 'eng-pricing' }))
  expect(PolicyNames).toEqual([])
})

test('a text far longer than AWS takes is kept as it is in a plain field, and told at once', async ({
  page,
}) => {
  await openEditor(page, { principal: roleArn('data-analyst') })
  const long = policy(...Array.from({ length: 10_000 }, (_, at) => entry(`user_${at}`)))
  await write(page, long)
  await expect(mistakes(page)).toContainText('AWS takes no more than 131,072')
  await expect(rich(page)).toHaveCount(0)
  await expect(editor(page)).toHaveValue(long)
  await editor(page).fill(policy(entry('metrics')))
  await expect(rich(page)).toContainText('metrics')
  await expect(page.getByText('No mistake in the JSON')).toBeVisible()
})

test('nothing is lost by a reload, by going back, or on the way to the form and again to the text', async ({
  page,
}) => {
  const grant = new GrantPage(page)
  await grant.open({ who: roleArn('eng-mobile'), on: on('metrics'), store: 'inline', name: 'gh-kept' })
  await alive(page)
  await page.getByRole('button', { name: 'Edit JSON' }).click()
  await write(page, policy(entry('metrics'), entry('app_*')))
  await expect(mistakes(page)).toContainText('more than one database user')
  await page.reload()
  await expect(rich(page)).toContainText('app_*')
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Remove metrics' })).toBeVisible()
  await page.goForward()
  await expect(rich(page)).toContainText('app_*')

  await page.getByRole('button', { name: 'Back to the form' }).click()
  const dialog = page.getByRole('dialog', { name: 'The form cannot say all of this' })
  await expect(dialog).toContainText(entry('app_*'))
  await dialog.getByRole('button', { name: 'Keep writing' }).click()
  await expect(rich(page)).toContainText('app_*')
  await page.getByRole('button', { name: 'Back to the form' }).click()
  await dialog.getByRole('button', { name: 'To the form without it' }).click()
  await expect(page.getByRole('button', { name: 'Remove metrics' })).toBeVisible()
  await page.getByRole('button', { name: 'Edit JSON' }).click()
  await expect(rich(page)).toContainText('app_*')

  await write(page, policy(entry('metrics'), entry('support_ro')))
  await page.getByRole('button', { name: 'Back to the form' }).click()
  await expect(page.getByRole('button', { name: 'Remove support_ro' })).toBeVisible()
  await page.getByRole('button', { name: 'Edit JSON' }).click()
  await expect(rich(page)).toContainText('support_ro')
})

test('a policy that a colleague changed meanwhile ends as a conflict, and says what the text would take away', async ({
  page,
  house,
}) => {
  const policyArn = 'arn:aws:iam::111122223333:policy/oncall-db-access'
  const grant = new GrantPage(page)
  await openEditor(page, { who: roleArn('oncall-sre'), on: on('support_ro'), policy: policyArn })
  await expect(grant.effect).toContainText('+1new connection')
  const other = await page.context().newPage()
  const colleague = new GrantPage(other)
  await colleague.open({ who: roleArn('oncall-sre'), on: on('etl_writer'), policy: policyArn })
  await colleague.apply(/^Apply/, 'INC-401')
  await expect(other.getByRole('heading', { name: /by oncall-db-access/ })).toBeVisible()
  await grant.apply('Apply 1 new connection', 'INC-402')
  await expect(grant.alert).toContainText('Not applied.')
  // What the colleague gave would go again: it is shown, and asked for anew.
  await expect(page.getByRole('button', { name: /, remove \d+$|^Remove / }).last()).toBeVisible()
  await expect(rich(page)).toContainText('support_ro')
  const now = await policiesOf(administratorOf(house).iam).managed(policyArn)
  expect(now?.text).toContain('etl_writer')
  expect(now?.text).not.toContain('support_ro')
})

test('by keyboard: in, Tab indents, Escape then Tab leads out, on to the button', async ({ page }) => {
  const grant = new GrantPage(page)
  await grant.open({ who: roleArn('eng-checkout'), on: on('metrics'), store: 'inline', name: 'gh-keys' })
  await alive(page)
  await tabTo(page, page.getByRole('button', { name: 'Edit JSON' }))
  await page.keyboard.press('Enter')
  await expect(rich(page)).toBeFocused()
  await expect(page.getByText('Tab indents. Esc, then Tab, moves on.')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(rich(page)).toBeFocused()
  await expect(page.locator('.cm-line').first()).toHaveText(/^ +\{$/)
  // Until its plan is there nothing can be applied, and Tab would lead around into the editor again.
  await expect(page.getByRole('main').locator('[aria-busy="true"]')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(rich(page)).not.toBeFocused()
  await tabTo(page, page.getByRole('textbox', { name: 'Reason' }))
  await page.keyboard.type('By hand')
  await tabTo(page, page.getByRole('button', { name: 'Apply 1 new connection' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '1 new connection by gh-keys' })).toBeVisible()
})

test('where the editor does not load, a plain field has the same mistakes and the same plan', async ({
  page,
}) => {
  await page.route(/\/_next\/static\/chunks\//, async route => {
    const response = await route.fetch()
    const isEditor = (await response.text()).includes('cm-scroller')
    await (isEditor ? route.fulfill({ status: 503, body: '' }) : route.fulfill({ response }))
  })
  const grant = new GrantPage(page)
  const query = { who: roleArn('eng-search'), on: on('metrics'), store: 'inline', name: 'gh-plain' }
  await grant.open({ ...query, edit: 'json' })
  await expect(editor(page)).toHaveValue(/metrics/)
  await editor(page).fill(policy(entry('app')).replace('"Allow"', '"allow"'))
  await expect(mistakes(page)).toContainText('Effect is "Allow" or "Deny"')
  await editor(page).fill(policy(entry('app'), entry('metrics')))
  await expect(page.getByRole('status').filter({ hasText: 'No mistake in the JSON' })).toBeVisible()
  await expect(page.locator('textarea')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Apply/ })).toBeVisible()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

test('a phone reads the text and its effect, and writes elsewhere', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const grant = new GrantPage(page)
  const query = { who: roleArn('eng-search'), on: on('metrics'), store: 'inline', name: 'gh-phone' }
  await grant.open({ ...query, edit: 'json' })
  await expect(page.getByText('a text stays in the browser in which it was written')).toBeVisible()
  await expect(grant.policy.getByRole('region', { name: 'Policy document' })).toContainText(entry('metrics'))
  await expect(grant.effect).toContainText('role/eng-search')
  await expect(editor(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Back to the form' })).toBeHidden()
})
