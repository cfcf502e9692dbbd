import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { MatrixPage } from './pages/matrix-page'
import { pressOn } from './press-on'

const ETL = 'arn:aws:iam::111122223333:role/data/analytics-etl'

test.use({ houseOptions: { readsOrganization: true } })

test('Settings shows the levels over the account, the policies of each and who read them', async ({
  page,
}) => {
  await page.goto('/settings')
  const block = page.locator('#organization')
  await expect(block).toContainText('Read. They are in every verdict.')
  await expect(block).toContainText(/Root.*OU Production.*Account larkspur-prod/s)
  await expect(block).toContainText('as arn:aws:iam::999900001111:role/gatehouse-organization-reader')
  await expect(block).toContainText('Read. None of them limits who becomes a role.')
  await pressOn(block.locator('summary', { hasText: 'org-data-guardrail' }), 'Enter')
  await expect(block.getByRole('region', { name: 'Organisation policy org-data-guardrail' })).toContainText(
    'NoOnCallUsersForWorkloads',
  )
  await expect(page.locator('#unread')).not.toContainText('SCPs')
})

test('pages of verdicts say when organisation policies were read', async ({ page }) => {
  await page.goto(addressOf(TARGETS.ordersProd))
  await expect(page.getByText(/^Organisation policies read \d\d:\d\d:\d\d UTC$/)).toBeVisible()
  await page.goto('/a/111122223333/principals/one?arn=arn:aws:iam::111122223333:role/data-analyst')
  await expect(page.getByText(/Organisation policies of 3 levels, read \d\d:\d\d:\d\d UTC/)).toBeVisible()
})

test('a guardrail of the organisation denies, and is named', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(TARGETS.ordersProd, { who: ETL, as: 'oncall_rw' })
  await expect(matrix.cell('role/analytics-etl', 'oncall_rw')).toHaveAccessibleName(/: denied/)
  await expect(matrix.why).toContainText('org-data-guardrail')
})
