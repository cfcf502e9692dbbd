import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { alive } from './alive'
import { axeFindings } from './axe'
import { TARGETS } from './cast'
import { expect, test } from './fixtures'
import { ActivityPage } from './pages/activity-page'
import { TargetsPage } from './pages/targets-page'
import { pressOn } from './press-on'
import { withoutScripts } from './without-scripts'

test.use({ houseOptions: {} })

const planned = (page: Page) => page.getByRole('table', { name: 'Planned calls' })
const report = (page: Page) => page.getByRole('list', { name: 'Targets' })

test('by keyboard: many chosen, one refused in the middle, the rest done, and resumed', async ({
  page,
  house,
}) => {
  test.slow()
  const targets = new TargetsPage(page)
  await targets.open('?iam=on')
  await alive(page)
  const names = await targets.names()
  expect(names.length).toBeGreaterThanOrEqual(4)
  await page.getByRole('checkbox', { name: `Choose all ${names.length} targets shown` }).press('Space')
  const chosen = page.getByRole('region', { name: 'Chosen targets' })
  await expect(chosen).toContainText(`${names.length} chosen`)
  await targets
    .row(names[0] ?? '')
    .getByRole('checkbox')
    .press('Space')
  await expect(chosen).toContainText(`${names.length - 1} chosen`)
  await chosen.getByRole('link', { name: 'Turn IAM authentication off…' }).press('Enter')

  await expect(page).toHaveURL(/targets\/together\?.*turn=off/)
  await expect(planned(page).getByRole('row')).toHaveCount(names.length)
  await expect(planned(page)).not.toContainText(names[0] ?? '')
  await expect(planned(page)).toContainText('rds:ModifyDBCluster')
  await expect(planned(page)).toContainText('Left out.')
  await expect(planned(page)).toContainText(/Lose: role\/\S+ as \S+/)
  await page.reload()
  await expect(planned(page).getByRole('row')).toHaveCount(names.length)
  expect(await axeFindings(page)).toEqual([])

  const leftOut = await planned(page).getByText('Left out.').count()
  const apply = page.getByRole('button', { name: /^Turn off for \d+ targets$/ })
  await alive(page)
  await pressOn(apply, 'Enter')
  await expect(page.getByText('Say why, in a few words')).toBeVisible()
  await house.faults({ rules: [{ kind: 'deny', action: 'ModifyDBInstance', skip: 1, times: 1 }] })
  await page.getByRole('textbox', { name: 'Reason' }).fill('CHG-2301 all of them')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/targets\/together\/[0-9a-f-]{36}$/)
  const resume = page.getByRole('button', { name: 'Resume 1 target' })
  await expect(resume).toBeVisible({ timeout: 60_000 })
  await expect(report(page).getByRole('img', { name: 'Failed' })).toHaveCount(1)
  await expect(report(page)).toContainText('ModifyDBInstance')
  const done = await report(page).getByRole('img', { name: 'Done' }).count()
  expect(done).toBeGreaterThanOrEqual(2)
  const out = page.getByRole('region', { name: /left out$/ }).getByRole('listitem')
  await expect(out).toHaveCount(leftOut)
  await expect(out.first()).toContainText(/Already off|no such switch/)
  expect(await axeFindings(page)).toEqual([])

  await alive(page)
  await pressOn(resume, 'Enter')
  await expect(report(page).getByRole('img', { name: 'Done' })).toHaveCount(done + 1, { timeout: 60_000 })
  await expect(page.getByRole('link', { name: /^Plan the way back for/ })).toBeVisible()
  await page.getByRole('link', { name: /^Plan the way back for/ }).click()
  await expect(page).toHaveURL(/turn=on/)
  await expect(planned(page).getByRole('row')).toHaveCount(done + 2)

  const activity = new ActivityPage(page)
  await activity.open()
  const change = activity.table.getByRole('row').filter({ hasText: 'CHG-2301 all of them' })
  await expect(change).toHaveCount(1)
  await expect(change).toContainText(`turned off IAM authentication, ${done + 1} parts`)
  await alive(page)
  await change.getByRole('link').press('Enter')
  await expect(page).toHaveURL(/open=[0-9a-f-]{36}/)
  await expect(change.getByRole('link')).toHaveAttribute('aria-expanded', 'true')
  await page.getByRole('link', { name: 'Only this change' }).press('Enter')
  await expect(page).toHaveURL(/change=[0-9a-f-]{36}/)
  const parts = activity.table.locator('[id^="entry-"]')
  await expect(parts).toHaveCount(done + 2)
  await expect(parts.filter({ hasText: 'Failed' })).toHaveCount(1)
  expect(await axeFindings(page)).toEqual([])
  const file = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export this change as CSV' }).press('Enter')
  const lines = (await readFile(await (await file).path(), 'utf8')).trim().split('\r\n')
  expect(lines).toHaveLength(done + 3)

  await activity.open('?outcome=failed')
  await expect(change).toContainText(`${done + 1} parts`)
})

test('nothing that was pressed before the page had started is sent, however late it starts', async ({
  page,
}) => {
  const start = await withoutScripts(page, '/a/111122223333/targets/together?turn=off&iam=on')
  const apply = page.getByRole('button', { name: /^Turn off for \d+ targets?$/ })
  await expect(apply).toBeDisabled()
  const reason = page.getByRole('textbox', { name: 'Reason' })
  await reason.fill('pressed early')
  await reason.press('Enter')
  await apply.click({ force: true })
  start()
  await expect(apply).toBeEnabled()
  await expect(reason).toHaveValue('pressed early')
  await expect(page).toHaveURL(/targets\/together\?/)
  await new ActivityPage(page).open()
  await expect(page.getByText('pressed early')).toHaveCount(0)
})

test('a plan in which nothing is to be done says so, and why', async ({ page }) => {
  const { region, resourceId } = TARGETS.inventoryStaging
  await page.goto(`/a/111122223333/targets/together?turn=off&only=${region}/${resourceId}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'IAM authentication is turned off for none of these',
  )
  await expect(
    page.getByText('There is nothing to do. The target that is chosen is left out: Already off (1).'),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Nothing can be switched' })).toBeDisabled()
})

test('of two who apply one plan the later sees all that was chosen, and that it is done', async ({
  page,
  context,
}) => {
  const later = await context.newPage()
  for (const tab of [page, later]) {
    await tab.goto('/a/111122223333/targets/together?turn=on&iam=off&when=window')
    await alive(tab)
    await tab.getByRole('textbox', { name: 'Reason' }).fill('CHG-2302 both at once')
  }
  const rows = await planned(later).getByRole('row').count()
  expect(rows).toBeGreaterThan(1)
  // Of a server that is gone nothing is lost, and nobody is told that nothing was sent.
  await page.route('**/*', route => (route.request().method() === 'POST' ? route.abort() : route.fallback()))
  await page.getByRole('textbox', { name: 'Reason' }).press('Enter')
  await expect(page.getByText('No answer came.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveValue('CHG-2302 both at once')
  await page.unroute('**/*')
  await page.getByRole('textbox', { name: 'Reason' }).press('Enter')
  await expect(page).toHaveURL(/targets\/together\/[0-9a-f-]{36}$/)
  await later.getByRole('textbox', { name: 'Reason' }).press('Enter')
  await expect(later.getByText(/changed since you looked/)).toBeVisible()
  await expect(later).toHaveURL(/when=window.*only=/)
  await expect(planned(later).getByRole('row')).toHaveCount(rows)
  await expect(planned(later)).toContainText('Already scheduled')
  await expect(later.getByRole('textbox', { name: 'Reason' })).toHaveValue('CHG-2302 both at once')
})
