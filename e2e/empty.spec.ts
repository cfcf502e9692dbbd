import { expect, test } from './fixtures'

test.use({ houseOptions: { account: 'empty' } })

test('an account without targets says which regions answered', async ({ page }) => {
  await page.goto('/a/111122223333/targets')
  await expect(page.getByText('No instance, cluster or proxy here')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('us-east-1, us-west-2, eu-west-1')
})

test('nothing to sign for and nothing done yet are sentences, not blanks', async ({ page }) => {
  await page.goto('/a/111122223333/tokens')
  await expect(page.getByRole('heading', { name: 'There is no target' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('RDS answered in us-east-1, us-west-2, eu-west-1')
  await page.goto('/activity')
  await expect(page.getByText('Log intact')).toBeVisible()
  await page.goto('/a/111122223333/reach')
  await expect(page.getByText('No principal reaches any of 0 targets.')).toBeVisible()
  await page.goto('/a/111122223333/reach?view=targets')
  await expect(page.getByText('Nothing to rank')).toBeVisible()
  await page.goto('/a/111122223333/principals')
  await expect(page.getByRole('table', { name: 'Principals' })).toContainText('gatehouse')
})
