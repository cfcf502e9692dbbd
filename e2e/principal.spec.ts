import { expect, test } from './fixtures'

const PRINCIPAL = 'arn:aws:iam::111122223333:user/service/ci-legacy'
const address = `/a/111122223333/principals/one?arn=${encodeURIComponent(PRINCIPAL)}`

test('a principal lists its findings, each leading to its fix, and shows its Activity', async ({ page }) => {
  await page.goto(address)
  const side = page.getByRole('complementary', { name: 'About this principal' })
  const findings = side.getByRole('heading', { name: 'Findings' })
  await expect(findings).toBeVisible()
  const first = side.locator('a[href*="finding="]').first()
  const title = (await first.textContent()) ?? ''
  await first.click()
  await expect(page.getByRole('region', { name: 'Finding', exact: true }).locator('h1')).toHaveText(title)
  await page.goto(address)
  await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Activity' }).click()
  await expect(page).toHaveURL(/tab=activity/)
  await expect(
    page.getByText('Nothing was done about this principal here yet').or(page.getByText(/entr(y|ies) of \d+/)),
  ).toBeVisible()
})

test('the count of the findings stays where it is when one is opened and when filtered', async ({ page }) => {
  await page.goto('/a/111122223333/findings')
  const list = page.getByRole('region', { name: 'Findings' })
  const count = list.getByText(/^\d+ findings? shown/)
  const place = async () => (await count.boundingBox())?.y
  await expect(count).toBeVisible()
  const before = await place()
  await list.getByRole('listitem').nth(1).getByRole('link').click()
  await expect(page).toHaveURL(/(finding|open)=/)
  expect(await place()).toEqual(before)
  const chip = list.getByRole('link', { name: /^Medium, / })
  await expect(chip).toContainText('Medium')
  await chip.click()
  await expect(page).toHaveURL(/severity=medium/)
  expect(await place()).toEqual(before)
})
