import { axeFindings, serious } from './axe'
import { TARGETS } from './cast'
import { expect, test } from './fixtures'
import { openUsers } from './pages/users-page'

// What they disagree about is what the account came with: nobody has mended any of it.
test.use({ houseOptions: {} })

test('making a user and taking back its grants rule each other out', async ({ page }) => {
  await openUsers(page, TARGETS.ordersProd)
  await page.getByRole('link', { name: 'Reconcile', exact: true }).click()
  const inside = page.getByRole('checkbox', { name: 'Mend orders_svc on orders-prod' })
  const inIam = page.getByRole('checkbox', { name: /^In IAM, orders_svc on orders-prod/ })
  await inside.check()
  await inIam.check()
  await expect(inside).not.toBeChecked()
  await page.getByRole('button', { name: 'Plan 1 change' }).click()
  const all = page.getByRole('region', { name: 'Plan of all' })
  await expect(all.getByRole('button', { name: /^Mend 1 policy/ })).toBeVisible()
})

test('what IAM and the databases disagree about is chosen, planned as one and mended as one', async ({
  page,
}) => {
  await openUsers(page, TARGETS.ordersProd)
  await page.getByRole('link', { name: 'Reconcile', exact: true }).click()
  await page
    .getByRole('checkbox', { name: 'Mend Reporting on orders-prod' })
    .or(page.getByRole('checkbox', { name: /^Mend / }))
    .first()
    .waitFor()
  expect(serious(await axeFindings(page))).toEqual([])
  await page.getByRole('checkbox', { name: 'Mend legacy_api on orders-prod' }).check()
  await page.getByRole('button', { name: 'Plan 1 change' }).click()
  const all = page.getByRole('region', { name: 'Plan of all' })
  await expect(all).toContainText('legacy_api_iam')
  await expect(all.getByRole('button', { name: '1 of 1 is stopped' })).toBeDisabled()
  // The half in IAM waits for the user that it is to name.
  await page.getByRole('checkbox', { name: /^In IAM, legacy_api on orders-prod/ }).check()
  await page.getByRole('button', { name: 'Plan 2 changes' }).click()
  await expect(all.getByRole('button', { name: '2 of 2 are stopped' })).toBeDisabled()
  await page.getByRole('button', { name: 'Choose none' }).click()
  await page.getByRole('button', { name: 'Choose all' }).click()
  await page.getByRole('button', { name: /^Plan \d+ changes/ }).click()
  await all.getByLabel('Reason').fill('CHG-4')
  await all.getByRole('button', { name: /^Leave out the \d that/ }).click()
  await expect(all).toContainText('Name the users that are there')
  expect(serious(await axeFindings(page))).toEqual([])
  await all.getByRole('button', { name: /^Mend \d+ users? and \d+ polic/ }).click()
  const report = page.getByRole('region', { name: 'What was done' })
  await expect(report.getByRole('heading', { name: /^(\d+) of \1 changes done$/ })).toBeFocused()
  await expect(report.getByText('orders_svc on orders-prod')).toBeVisible()
  await report
    .getByRole('link', { name: /^Entry \d+ in Activity$/ })
    .last()
    .click()
  await expect(page.getByText('reports', { exact: false }).first()).toBeVisible()
})
