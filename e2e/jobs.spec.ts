import { expect, test } from './fixtures'

test('background jobs are stopped, resumed and asked for in Settings, and Activity says by whom', async ({
  page,
}) => {
  await page.goto('/settings')
  const panel = page.locator('#jobs')
  await expect(panel.getByText('1 server on these records')).toBeVisible()
  await expect(panel.getByText('Repair of interrupted changes')).toBeVisible()
  await panel.getByRole('button', { name: 'Stop: Repair of interrupted changes' }).click()
  await expect(panel.getByText('Stopped by ')).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Run now: Repair of interrupted changes' })).toHaveCount(0)
  await panel.getByRole('button', { name: 'Resume: Repair of interrupted changes' }).click()
  await expect(panel.getByText('Stopped by ')).toHaveCount(0)
  await panel.getByRole('button', { name: 'Run now: Search for findings' }).click()
  await expect(page.getByText('Asked for: Search for findings')).toBeVisible()
  await expect
    .poll(async () => {
      await page.reload()
      return panel.getByText(/Last .*: \d+ findings, the accepted ones included/).count()
    })
    .toBe(1)
  await page.goto('/activity')
  await expect(page.getByRole('main')).toContainText('resumed a background job')
})
