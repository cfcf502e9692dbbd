import { alive } from './alive'
import { axeFindings } from './axe'
import { expect, test } from './fixtures'
import { freshAddress } from './fresh-address'
import { ActivityPage } from './pages/activity-page'

test.use({ houseOptions: {} })

const EMPTY = { storageState: { cookies: [], origins: [] } }

test('the name that somebody gives once stands in the side and in Activity, and is offered again', async ({
  house,
  browser,
}) => {
  const context = await browser.newContext(EMPTY)
  const page = await context.newPage()
  await page.goto(freshAddress(house.dataDir))
  const name = page.getByLabel('Your name')
  await expect(name).toBeFocused()
  await expect(name).toHaveAttribute('placeholder', /^\S.* \(local\)$/)
  await name.fill('Mira\u202e Okafor')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Type it anew')
  expect(await axeFindings(page)).toEqual([])
  await name.fill('Mira Okafor')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary')).toContainText('Mira Okafor')

  const activity = new ActivityPage(page)
  await activity.open()
  await expect(page.getByRole('main')).toContainText('Mira Okafor')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(freshAddress(house.dataDir))
  await expect(name).toHaveValue('Mira Okafor')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeFocused()
  await context.close()
})

test('a name is changed in Settings at once, on every later page, and recorded', async ({ page }) => {
  await page.goto('/settings')
  await alive(page)
  const side = page.getByRole('complementary')
  await expect(side).toContainText('(local)')
  const field = page.getByLabel('As Activity shall write it')
  await field.fill('   ')
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(page.getByText('Give the name that Activity shall write')).toBeVisible()
  await field.fill('Ana Lima')
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(side).toContainText('Ana Lima')
  await page.reload()
  await expect(side).toContainText('Ana Lima')
  const activity = new ActivityPage(page)
  await activity.open()
  await expect(page.getByRole('main')).toContainText('took another name')
})

test('elsewhere than in a demo nobody is shown a tour who does not ask, and it names nothing of the demo', async ({
  page,
}) => {
  await page.goto('/')
  await alive(page)
  await expect(page).toHaveTitle('Targets · Gatehouse')
  const tour = page.getByRole('region', { name: 'Tour' })
  await expect(tour).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Demo', exact: true })).toHaveCount(0)
  await page.keyboard.press('?')
  await page
    .getByRole('dialog', { name: 'Keyboard map' })
    .getByRole('button', { name: 'A short tour' })
    .click()
  await tour.getByRole('link', { name: /^You are on call/ }).click()
  await expect(page).toHaveURL(/\/tokens$/)
  await tour.getByRole('link', { name: /^Next: A sign-in/ }).click()
  await expect(page).toHaveURL(/\/doctor$/)
  await expect(tour).not.toContainText(/orders-prod|demo/i)
})
