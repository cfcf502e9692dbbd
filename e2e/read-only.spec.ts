import { GetRolePolicyCommand } from '@aws-sdk/client-iam'
import { administratorOf } from './account'
import { addressOf, roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'

test.use({ houseOptions: { env: { GATEHOUSE_CAPABILITIES: 'read' } } })

test('the switch says why it cannot be thrown, and a forged form is refused', async ({ page, house }) => {
  await page.goto(`${addressOf(TARGETS.inventoryStaging)}/settings?switch=on`)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Changes are off on this server' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('forged')
  await dialog.locator('form').evaluate((form: HTMLFormElement) => form.requestSubmit())
  await expect(dialog.getByRole('alert')).toContainText(/may not|not allowed|off on this server|read/i)
  const { instance } = administratorOf(house)
  const target = await instance('us-east-1', 'inventory-staging')
  expect(target.IAMDatabaseAuthenticationEnabled).toBe(false)
  expect(target.PendingModifiedValues?.IAMDatabaseAuthenticationEnabled).toBeUndefined()
})

test('tokens are not issued, and the page says so', async ({ page }) => {
  await page.goto('/a/111122223333/tokens')
  await expect(page.getByRole('button', { name: 'This server does not issue tokens' })).toBeDisabled()
  await page.getByLabel('Reason or ticket').fill('forged')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('timer')).toHaveCount(0)
})

test('a database is not signed in to, not even by a forged form', async ({ page }) => {
  await page.goto(`${addressOf(TARGETS.ordersProd)}/users`)
  const read = page.getByRole('button', { name: 'This server does not sign in to databases' })
  await expect(read).toBeDisabled()
  await page
    .locator('form:has(input[name=resourceId])')
    .evaluate((form: HTMLFormElement) => form.requestSubmit())
  await expect(page.getByRole('main').getByRole('alert')).toContainText('without the "mint" capability')
})

test('grants are planned but not applied, even by a forged form', async ({ page }) => {
  const { region, resourceId } = TARGETS.ordersProd
  const query = new URLSearchParams({
    who: 'arn:aws:iam::111122223333:role/eng-search',
    on: `${region}/${resourceId}/metrics`,
    store: 'inline',
    name: 'forged',
  })
  await page.goto(`/a/111122223333/grants/new?${query}`)
  await expect(page.getByRole('button', { name: 'This server does not change policies' })).toBeDisabled()
  await page.getByRole('textbox', { name: 'Reason' }).fill('forged')
  await page.locator('form:has(input[name=digest])').evaluate((form: HTMLFormElement) => form.requestSubmit())
  await expect(page.getByRole('main').getByRole('alert')).toContainText('The grant was not applied.')
})

test('a removal is planned in full, with commands to copy, but not carried out', async ({ page, house }) => {
  const { region, resourceId } = TARGETS.ordersProd
  const query = new URLSearchParams({
    principal: roleArn('data-analyst'),
    target: `${region}/${resourceId}`,
    user: 'app_readonly',
  })
  await page.goto(`/a/111122223333/grants/remove?${query}`)
  await expect(page.getByRole('button', { name: 'This server does not change policies' })).toBeDisabled()
  await expect(page.getByRole('region', { name: 'Effect' })).toContainText('−1removed')
  await page.getByText('AWS CLI').click()
  await expect(page.getByRole('figure', { name: 'AWS CLI' })).toContainText('aws iam put-role-policy')
  await page.getByRole('textbox', { name: 'Reason' }).fill('forged')
  await page.locator('form:has(input[name=digest])').evaluate((form: HTMLFormElement) => form.requestSubmit())
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Nothing was removed.')
  const { iam } = administratorOf(house)
  const kept = await iam.send(
    new GetRolePolicyCommand({ RoleName: 'data-analyst', PolicyName: 'analyst-databases' }),
  )
  expect(decodeURIComponent(kept.PolicyDocument ?? '')).toContain(`${resourceId}/app_readonly`)
})
