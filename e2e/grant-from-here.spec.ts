import { alive } from './alive'
import { roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { MatrixPage } from './pages/matrix-page'

const { ordersProd } = TARGETS
const place = `${ordersProd.region}/${ordersProd.resourceId}`
const targetPage = `/a/111122223333/targets/${place}`

test('a target leads to the builder with itself filled in', async ({ page }) => {
  await page.goto(targetPage)
  await alive(page)
  await page.getByRole('link', { name: 'Grant on orders-prod' }).click()
  await expect(page.getByRole('button', { name: 'Remove orders-prod' })).toBeVisible()
  expect(new URL(page.url()).searchParams.get('on')).toBe(place)
})

test('where IAM authentication is not supported, nothing leads to a grant, and the builder says why', async ({
  page,
}) => {
  const { region, resourceId } = TARGETS.ledgerProd
  const doors = page.getByRole('main').getByRole('link', { name: /Grant|Plan the grant/ })
  const matrix = new MatrixPage(page)
  const { why } = matrix
  await matrix.open(TARGETS.ledgerProd, { who: roleArn('oncall-sre'), as: 'ledger_ro', all: '1' })
  await alive(page)
  await expect(why).toContainText('IAM authentication is not supported on ledger-prod')
  await expect(why).toContainText('db.t3.small has no IAM database authentication')
  await expect(why).toContainText('Sign in there with a password')
  await expect(doors).toHaveCount(0)
  await page.getByRole('rowheader').filter({ hasText: 'dba-platform' }).hover()
  await expect(doors).toHaveCount(0)
  await page.goto('/a/111122223333/reach?view=targets')
  await expect(page.getByRole('link', { name: 'Grant on orders-prod' })).toHaveCount(1)
  await expect(page.getByRole('link', { name: 'Grant on ledger-prod' })).toHaveCount(0)
  await page.goto('/a/111122223333/reach/user?name=ledger_ro')
  await expect(page.getByRole('link', { name: 'ledger-prod' }).first()).toBeVisible()
  await expect(doors).toHaveCount(0)
  await alive(page)
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('grant ledger-prod')
  await expect(page.getByRole('option').filter({ hasText: 'no grant can work' })).toBeVisible()
  await expect(page.getByRole('option').filter({ hasText: 'Grant access on ledger-prod' })).toHaveCount(0)
  const asked = `who=${encodeURIComponent(roleArn('oncall-sre'))}&on=${region}/${resourceId}/ledger_ro`
  await page.goto(`/a/111122223333/grants/new?${asked}`)
  await expect(page.locator('footer')).toContainText('no grant can work there')
  await expect(page.getByRole('button', { name: 'Not possible yet' })).toBeDisabled()
})

test('a row leads there with its principal, a column with its database user', async ({ page }) => {
  await page.goto(targetPage)
  await alive(page)
  const column = page.getByRole('columnheader', { name: /^metrics,/ })
  await column.getByText('metrics', { exact: true }).hover()
  await column.getByRole('link', { name: 'Grant this database user to somebody' }).click()
  await expect(page.getByRole('button', { name: 'Remove metrics' })).toBeVisible()
  await page.goBack()
  await alive(page)
  const row = page.getByRole('rowheader').filter({ hasText: 'oncall-sre' })
  await row.hover()
  const door = row.locator('xpath=..').getByRole('link', { name: 'Grant this principal more here' })
  await door.click()
  await expect(page.getByRole('button', { name: /^Remove .*oncall-sre$/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove orders-prod' })).toBeVisible()
})

test('N on a cell leads there with who, where and as whom', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await page.goto(targetPage)
  await alive(page)
  await matrix.cell('role/oncall-sre', 'metrics').click()
  await page.keyboard.press('n')
  await expect(page.getByRole('button', { name: 'Remove metrics' })).toBeVisible()
  const asked = new URL(page.url()).searchParams
  expect([asked.get('who'), asked.get('on')]).toEqual([roleArn('oncall-sre'), `${place}/metrics`])
})

test('the list closes on a choice, and a press outside it reaches what it was meant for', async ({
  page,
}) => {
  await page.goto(`/a/111122223333/grants/new?on=${place}/metrics`)
  await alive(page)
  await page.getByRole('combobox', { name: 'Add role, user or group' }).fill('eng-search')
  await page.getByRole('option').filter({ hasText: 'eng-search' }).first().click()
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Database user of orders-prod' }).click()
  await expect(page.getByRole('listbox')).toBeVisible()
  await page.getByRole('radio', { name: 'New managed policy' }).check()
  await page.getByRole('combobox', { name: 'Database user of orders-prod' }).click()
  await expect(page.getByRole('listbox')).toBeVisible()
  await page.getByRole('textbox', { name: 'Reason' }).click()
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused()
})

test('a finding leads there where a grant mends it, and nowhere else', async ({ page }) => {
  const door = page.getByRole('main').getByRole('link', { name: /^(Open in builder|Grant it to somebody)$/ })
  await page.goto('/a/111122223333/findings?kind=name-instead-of-id')
  await expect(door).toHaveAttribute('href', /grants\/new\?.*who=.*on=/)
  await page.goto('/a/111122223333/findings?severity=critical')
  await expect(page.getByRole('button', { name: 'Copy the steps' })).toBeVisible()
  await expect(door).toHaveCount(0)
})

test('a principal leads there with itself', async ({ page }) => {
  await page.goto(`/a/111122223333/principals/one?arn=${encodeURIComponent(roleArn('oncall-sre'))}`)
  await alive(page)
  await page.getByRole('main').getByRole('link', { name: 'Grant access' }).click()
  await expect(page.getByRole('button', { name: /^Remove .*oncall-sre$/ })).toBeVisible()
})

test('a row of Reach leads there with its principal or its target', async ({ page }) => {
  await page.goto('/a/111122223333/reach')
  await alive(page)
  await page.getByRole('link', { name: 'Grant role/oncall-sre more' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Remove .*oncall-sre$/ })).toBeVisible()
  await page.goto('/a/111122223333/reach?view=targets')
  await alive(page)
  await page.getByRole('row').filter({ hasText: 'orders-prod' }).first().hover()
  await page.getByRole('link', { name: 'Grant on orders-prod' }).click()
  await expect(page.getByRole('button', { name: 'Remove orders-prod' })).toBeVisible()
})

test('the name of a database user leads there with each target that has it', async ({ page }) => {
  await page.goto('/a/111122223333/reach/user?name=metrics')
  await alive(page)
  await page
    .getByRole('rowheader')
    .filter({ hasText: 'orders-prod' })
    .getByRole('link', { name: 'Grant it to somebody' })
    .click()
  await expect(page.getByRole('button', { name: 'Remove metrics' })).toBeVisible()
  expect(new URL(page.url()).searchParams.get('on')).toBe(`${place}/metrics`)
})
