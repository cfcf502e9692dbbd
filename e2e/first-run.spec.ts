import { expect, test } from './fixtures'

test.use({ houseOptions: { env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: undefined } } })

test('without credentials the first page says where they were looked for and what to do', async ({
  page,
}) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/welcome$/)
  await expect(page.getByRole('heading', { name: 'No AWS credentials found' })).toBeVisible()
  const places = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('img', { name: 'Nothing there' }) })
  expect(await places.count()).toBeGreaterThan(3)
  await expect(page.getByRole('main')).toContainText('AWS_ACCESS_KEY_ID')
  await expect(page.getByRole('main')).toContainText('Nothing was sent to AWS')
})

test('no other page pretends to know an account', async ({ page }) => {
  for (const route of ['/a/111122223333/targets', '/a/111122223333/tokens', '/a/111122223333/grants/new']) {
    await page.goto(route)
    await expect(page).toHaveURL(/\/welcome$/)
  }
})

test('looking again without credentials says the same, without an error', async ({ page }) => {
  await page.goto('/welcome')
  await page.getByRole('button', { name: /Look again/ }).click()
  await expect(page.getByRole('heading', { name: 'No AWS credentials found' })).toBeVisible()
})
