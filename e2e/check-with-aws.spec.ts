import { axeFindings } from './axe'
import { TARGETS } from './cast'
import { expect, test } from './fixtures'
import { MatrixPage } from './pages/matrix-page'
import { tabTo } from './tab-to'

// A house of its own: what AWS said is kept, and other tests count what it says.
test.use({ houseOptions: {} })

const { ordersProd } = TARGETS
const etl = 'arn:aws:iam::111122223333:role/data/analytics-etl'

test('one cell: AWS says that the organisation denies it, and that wins', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, { who: etl, as: 'oncall_rw' })
  await expect(matrix.why).toContainText('Can connect, as far as read: organisation policies are unread.')
  const simulator = matrix.why.getByRole('region', { name: 'AWS policy simulator' })
  await simulator.getByRole('button', { name: 'Ask AWS', exact: true }).click()
  await expect(matrix.why).toContainText(
    /Denied by the organisation, as AWS's policy simulator said at \d\d:\d\d:\d\d\./,
  )
  await expect(matrix.why).toContainText('Which policy, and at which level, is not known here.')
  await expect(simulator).toContainText('AllowedByOrganizations: false')
  await expect(matrix.cell('role/analytics-etl', 'oncall_rw')).toHaveAccessibleName(/: denied/)
  const strip = page.getByRole('region', { name: 'Organisation policies', exact: true })
  await expect(strip).toContainText(/AWS was asked about 1 of \d+ cells/)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await axeFindings(page)).toEqual([])
  }
})

test('stopped, and throttled: what was answered is kept and the rest is said', async ({ page, house }) => {
  const matrix = new MatrixPage(page)
  const simulate = { service: 'iam', action: 'SimulatePrincipalPolicy' }
  await matrix.open(ordersProd, { group: '0' })
  const strip = page.getByRole('region', { name: 'Organisation policies', exact: true })
  await house.faults({ rules: [{ ...simulate, kind: 'slow', delayMs: 300 }] })
  await strip.getByRole('button', { name: 'Check with AWS' }).click()
  await expect(strip.getByRole('status')).toContainText(/Asking AWS: \d+ of \d+ principals/)
  await strip.getByRole('button', { name: 'Stop' }).click()
  await expect(strip.getByRole('status')).toContainText(/Stopped after 10 of \d+ principals/)
  await house.faults({ rules: [{ ...simulate, kind: 'throttle' }] })
  await strip.getByRole('button', { name: 'Check again' }).click()
  await expect(strip.getByRole('status')).toContainText('AWS asks for fewer calls')
  await house.faults({ rules: [] })
})

// The last one: the server that comes back knows none of the sessions.
test('the whole matrix by keyboard, with progress, and the answers outlive the server', async ({
  page,
  house,
}) => {
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, { group: '0', find: 'role/a' })
  const strip = page.getByRole('region', { name: 'Organisation policies', exact: true })
  await expect(strip).toContainText('Green means: nothing that was read denies it.')
  await tabTo(page, strip.getByRole('button', { name: 'Check with AWS' }))
  await page.keyboard.press('Enter')
  await expect(strip.getByRole('status')).toContainText(/The organisation denies 1 cell, of \d+ asked\./)
  await expect(matrix.cell('role/analytics-etl', 'oncall_rw')).toHaveAccessibleName(/: denied/)
  await expect(matrix.cell('role/analytics-etl', 'reporting')).toHaveAccessibleName(
    /: can connect, as far as read/,
  )
  await house.kill()
  await house.startAgain()
  await page.goto(house.dashboard.launchUrl)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await matrix.open(ordersProd, { group: '0', find: 'role/a' })
  await expect(matrix.cell('role/analytics-etl', 'oncall_rw')).toHaveAccessibleName(/: denied/)
})
