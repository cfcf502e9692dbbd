import type { Page } from '@playwright/test'
import { alive } from './alive'
import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { MatrixPage } from './pages/matrix-page'
import { TokenPage } from './pages/token-page'
import { tabTo } from './tab-to'

test.use({ houseOptions: {}, permissions: ['clipboard-read', 'clipboard-write'] })

async function keys(page: Page, ...pressed: string[]) {
  for (const key of pressed) await page.keyboard.press(key)
}

test('targets: filter, then open one', async ({ page }) => {
  await page.goto('/activity')
  await alive(page)
  await keys(page, 'g', 't')
  await expect(page).toHaveURL(/\/targets$/)
  await expect(page.getByRole('table', { name: 'Targets' })).toBeVisible()
  await keys(page, '/')
  await expect(page.getByRole('textbox', { name: 'Filter targets' })).toBeFocused()
  await page.keyboard.type('orders-pr')
  await keys(page, 'Enter')
  await expect(page.getByRole('heading', { name: 'orders-prod', level: 1 })).toBeVisible()
})

test('switch: plan, reason, confirm', async ({ page }) => {
  await page.goto(addressOf(TARGETS.inventoryStaging))
  await alive(page)
  await tabTo(page, page.getByRole('switch', { name: 'IAM authentication' }))
  await keys(page, 'Space')
  const dialog = page.getByRole('dialog', { name: /^Turn on IAM authentication/ })
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await keys(page, 'Shift+Tab')
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  await page.keyboard.type('By hand')
  await tabTo(page, dialog.getByRole('button', { name: 'Turn on now' }))
  await keys(page, 'Enter')
  await expect(page.getByRole('heading', { name: 'IAM authentication is on' })).toBeVisible({
    timeout: 60_000,
  })
})

test('matrix: move, explain, leave', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(TARGETS.ordersProd, { group: '0', find: 'oncall-sre' })
  await alive(page)
  const stop = matrix.grid.locator('[data-column][tabindex="0"]')
  await tabTo(page, stop)
  await keys(page, 'ArrowRight')
  await expect(matrix.why.getByRole('heading', { level: 2 })).toContainText('role/oncall-sre')
  await keys(page, 'Enter')
  await expect(matrix.why).toBeFocused()
  await tabTo(page, matrix.why.getByRole('button', { name: 'Close' }))
  await keys(page, 'Enter')
  await expect(matrix.why).toHaveCount(0)
})

test('grant: who, where, as whom, why', async ({ page }) => {
  await page.goto('/a/111122223333/grants/new')
  await alive(page)
  await tabTo(page, page.getByRole('combobox', { name: 'Add role, user or group' }))
  await page.keyboard.type('eng-checkout')
  await expect(page.getByRole('option', { selected: true })).toContainText('eng-checkout')
  await keys(page, 'Enter')
  await expect(page.getByRole('button', { name: /^Remove .*eng-checkout$/ })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Add target' })).toBeFocused()
  await page.keyboard.type('orders-prod')
  await expect(page.getByRole('option', { selected: true })).toContainText('orders-prod')
  await keys(page, 'Enter')
  await expect(page.getByRole('combobox', { name: 'Database user of orders-prod' })).toBeFocused()
  await page.keyboard.type('metrics')
  await keys(page, 'Enter')
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Remove metrics' })).toBeVisible()
  await tabTo(page, page.getByRole('textbox', { name: 'Reason' }))
  await page.keyboard.type('By hand')
  await tabTo(page, page.getByRole('button', { name: 'Apply 1 new connection' }))
  await keys(page, 'Enter')
  await expect(page.getByRole('heading', { name: /^1 new connection by / })).toBeFocused()
})

test('token: T, find, reason, issue, copy, forget', async ({ page }) => {
  const token = new TokenPage(page)
  await page.goto('/a/111122223333/targets')
  await alive(page)
  await keys(page, 't')
  await expect(page).toHaveURL(/\/tokens/)
  await expect(token.search).toBeFocused()
  await page.keyboard.type('orders gatehouse_scan')
  const options = page.getByRole('listbox', { name: 'Connections' })
  await expect(options.getByRole('option', { selected: true })).toContainText('gatehouse_scan')
  await tabTo(page, page.getByLabel('Reason or ticket'))
  await page.keyboard.type('By hand')
  await keys(page, 'Enter')
  await expect(page.getByRole('heading', { name: 'gatehouse_scan on orders-prod' })).toBeFocused()
  await keys(page, '1')
  await expect(page.getByText('Copied', { exact: true }).first()).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('psql')
  await keys(page, 'x')
  await expect(token.search).toBeVisible()
})

test('the palette finds a target and opens it', async ({ page }) => {
  await page.goto('/settings')
  await alive(page)
  await keys(page, 'Control+k')
  await expect(page.getByRole('dialog', { name: 'Search or jump to' })).toBeVisible()
  await page.keyboard.type(':shipping')
  await expect(page.getByRole('option', { selected: true })).toContainText('MySQL 8.0.36, us-west-2')
  await keys(page, 'Enter')
  await expect(page.getByRole('heading', { name: 'shipping-prod', level: 1 })).toBeVisible()
})

test('the palette reads a pasted line for its endpoint and user, and sends no more of it', async ({
  page,
}) => {
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  await page.goto(`${addressOf(TARGETS.ordersProd)}/connect`)
  await alive(page)
  const host = (await page.content()).match(/orders-prod\.[a-z0-9.-]+\.rds\.amazonaws\.com/)?.[0]
  await keys(page, 'Control+k')
  const field = page.getByRole('combobox', { name: /^Search targets/ })
  await field.fill(`PGPASSWORD='hunter2' psql "host=${host} user=metrics dbname=orders"`)
  const found = page.getByRole('option', { name: 'Who can connect to orders-prod as metrics?' })
  await expect(found).toBeVisible()
  expect(asked.join('\n')).toContain('/palette?q=metrics')
  expect(asked.join('\n')).not.toContain('hunter2')
  await found.click()
  await expect(page).toHaveURL(/find=metrics&as=metrics/)
})

test('the palette forgives a misspelling', async ({ page }) => {
  await page.goto('/settings')
  await alive(page)
  await keys(page, 'Control+k')
  await page.keyboard.type(':shiping')
  await expect(page.getByRole('option', { selected: true })).toContainText('shipping-prod')
})

test('the palette keeps a pasted token in the page, and offers the inspector', async ({ page }) => {
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  await page.goto('/a/111122223333/targets')
  await alive(page)
  await keys(page, 'Control+k')
  const field = page.getByRole('combobox', { name: /^Search targets/ })
  await field.fill(
    'orders-prod.abc.us-east-1.rds.amazonaws.com:5432/?Action=connect&DBUser=app&X-Amz-Signature=a1b2c3d4',
  )
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('It stays in this page')
  await page.getByRole('option', { name: 'Inspect this token' }).click()
  await expect(page).toHaveURL(/\/tokens\/inspect$/)
  expect(asked.join('\n')).not.toContain('a1b2c3d4')
})

test('the palette takes words for what to do: a switch, a theme, and the way back', async ({ page }) => {
  await page.goto('/a/111122223333/targets')
  await alive(page)
  await keys(page, 'Control+k')
  await page.keyboard.type('turn on billing')
  await expect(page.getByRole('option', { selected: true })).toContainText(
    'Turn on IAM authentication on billing-prod',
  )
  await keys(page, 'Enter')
  await expect(page).toHaveURL(/\/settings\?switch=on$/)
  await page.goto('/a/111122223333/targets')
  await alive(page)
  await keys(page, 'Control+k')
  await page.keyboard.type('dark')
  await expect(page.getByRole('option', { selected: true })).toContainText('Dark theme')
  await keys(page, 'Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('the palette says what nothing is called, and offers the nearest', async ({ page }) => {
  await page.goto('/a/111122223333/targets')
  await alive(page)
  await keys(page, 'Control+k')
  await page.keyboard.type('ordxxs-prqd')
  await expect(page.getByRole('dialog').getByRole('status')).toContainText(
    'is called “ordxxs-prqd”. This comes nearest.',
  )
  await expect(page.getByRole('option', { selected: true })).toContainText('orders-prod')
})

test('? lists the keys, and G leads from room to room', async ({ page }) => {
  await page.goto('/settings')
  await expect(page.getByRole('main')).toBeVisible()
  await alive(page)
  await keys(page, '?')
  const map = page.getByRole('dialog', { name: 'Keyboard map' })
  await expect(map).toContainText('issue token')
  await keys(page, 'Escape')
  await expect(map).toHaveCount(0)
  for (const [key, name] of [
    ['t', 'Targets'],
    ['p', 'Principals'],
    ['f', 'Findings'],
    ['a', 'Activity'],
    ['s', 'Settings'],
  ] as const) {
    await keys(page, 'g', key)
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  }
})

test('single keys are letters inside a text field', async ({ page }) => {
  await page.goto('/a/111122223333/targets')
  await alive(page)
  const field = page.getByRole('textbox', { name: 'Filter targets' })
  await field.focus()
  await page.keyboard.type('t?gp')
  await expect(field).toHaveValue('t?gp')
  await expect(page).toHaveURL(/\/targets/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
