import type { Page } from '@playwright/test'
import { axeFindings, serious } from './axe'
import { addressOf, roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { SwitchDialog } from './pages/switch-dialog'

const NO_IAM = {
  rules: [{ kind: 'deny', service: 'iam', action: 'GetAccountAuthorizationDetails' }],
}

// The tests stand in the order of a night: never read, given, lost, given back.
test.use({ houseOptions: { faults: NO_IAM }, permissions: ['clipboard-read', 'clipboard-write'] })

const target = addressOf(TARGETS.ordersProd)
const { region, resourceId } = TARGETS.ordersProd
const role = roleArn('data-analyst')
const cell = `who=${role}&as=app_readonly`
const removal = `principal=${role}&target=${region}/${resourceId}&user=app_readonly`

/** Every page that rests on users, roles and policies. */
const PAGES = [
  target,
  `${target}?${cell}`,
  '/a/111122223333/principals',
  `/a/111122223333/principals/one?arn=${role}`,
  '/a/111122223333/reach',
  '/a/111122223333/reach?view=targets',
  '/a/111122223333/reach?view=users',
  '/a/111122223333/reach/user?name=app_readonly',
  '/a/111122223333/grants/new',
  `/a/111122223333/grants/new?who=${role}&on=${region}/${resourceId}/app_readonly`,
  `/a/111122223333/grants/remove?${removal}`,
  '/a/111122223333/findings',
  '/a/111122223333/findings?finding=condition-on-allow:any',
  '/a/111122223333/findings/together?kind=condition-on-allow&fix=remove',
  `${target}/settings?switch=off`,
]

const FILES = [
  `${target}/export?format=csv`,
  `${target}/export?format=json`,
  `/a/111122223333/principals/one/export?arn=${role}`,
  '/a/111122223333/reach/export?format=csv',
  '/a/111122223333/reach/user/export?name=app_readonly&format=json',
  '/a/111122223333/findings/export?format=csv',
  '/a/111122223333/findings/export?format=sarif',
]

const NONE =
  /(?<!because )nobody can connect|no one|\b0 (principals|findings|active)|no principal|nothing is wrong|nothing to|deleted|no finding|no access/i

const notRead = (page: Page) => page.getByRole('main').locator('[data-slot=not-read]')

test('never read: every page says not evaluated, why, when, and what to add; none says none', async ({
  page,
}) => {
  test.slow()
  for (const address of PAGES) {
    await page.goto(address)
    const panel = notRead(page)
    await expect(panel, address).toHaveCount(1)
    await expect(panel).toContainText('Not evaluated: users, roles and policies could not be read')
    await expect(panel).toContainText('iam:GetAccountAuthorizationDetails')
    await expect(panel).toContainText(/Tried at \d\d:\d\d:\d\d UTC/)
    await expect(panel.getByRole('button', { name: 'Read again' })).toBeVisible()
    await expect(page.getByRole('main'), address).not.toContainText(NONE)
    expect(serious(await axeFindings(page)), address).toEqual([])
  }
  await notRead(page).getByRole('button', { name: 'Copy the policy' }).click()
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
  expect(copied.Statement[0].Action).toBe('iam:GetAccountAuthorizationDetails')
})

test('never read: what is known of the target stays, and no number stands where none is known', async ({
  page,
}) => {
  await page.goto(target)
  await expect(notRead(page)).toBeVisible()
  await expect(page.getByRole('switch', { name: 'IAM authentication' })).toBeChecked()
  const tabs = page.getByRole('navigation', { name: 'Target' })
  await expect(tabs.getByRole('link', { name: 'Access' })).toHaveText('Access')
  await tabs.getByRole('link', { name: 'Connect' }).click()
  await expect(notRead(page)).toHaveCount(0)
  const side = page.getByRole('navigation', { name: 'Main' })
  for (const name of ['Principals', 'Findings'])
    await expect(side.getByRole('link', { name }).getByRole('img', { name: /were not read/ })).toBeVisible()
  await expect(side.getByRole('link', { name: 'Targets' })).toContainText('15')
})

test('never read: a file is refused with the sentence, and a switch has no plan to confirm', async ({
  page,
}) => {
  for (const address of FILES) {
    const answer = await page.request.get(address)
    expect(answer.status(), address).toBe(502)
    expect(await answer.text(), address).toMatch(
      /^Who can connect is not known\. .*Permission to add: iam:GetAccountAuthorizationDetails\. There is no file/,
    )
  }
  for (const address of [`${target}/explain?${cell}`, '/a/111122223333/grants/choices?kind=who&find=']) {
    const answer = await page.request.get(address)
    expect(answer.status(), address).toBe(502)
    expect(await answer.text()).toContain('Who can connect is not known')
  }
  await page.goto(`${target}/settings?switch=off`)
  await expect(notRead(page)).toContainText('there is no plan for it. Nothing was changed.')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('given: reading again brings the matrix where the sentence stood', async ({ page, house }) => {
  await page.goto(target)
  await expect(notRead(page)).toBeVisible()
  await house.faults({ rules: [] })
  await notRead(page).getByRole('button', { name: 'Read again' }).click()
  await expect(page.getByRole('grid', { name: 'Who can connect to orders-prod' })).toBeVisible()
  await expect(notRead(page)).toHaveCount(0)
})

test('lost: every page shows the policies of before under their own date', async ({ page, house }) => {
  test.slow()
  await page.goto('/a/111122223333/principals')
  const before = await page.locator('header time').getAttribute('datetime')
  await house.faults(NO_IAM)
  await page.request.post('/refresh', { headers: { origin: house.dashboard.url } })
  for (const address of PAGES.filter(each => !each.includes('finding='))) {
    await page.goto(address)
    const banner = page.locator('[data-slot=banner]').filter({ hasText: /Policies as of \d\d:\d\d/ })
    await expect(banner.first(), address).toContainText('What was changed since then is not in it')
    await expect(banner.first()).toContainText(/tried at \d\d:\d\d:\d\d UTC/)
    await expect(notRead(page), address).toHaveCount(0)
  }
  await page.goto(target)
  await expect(page.locator('header time').first()).toHaveAttribute('datetime', before ?? '')
  await expect(page.getByRole('grid', { name: 'Who can connect to orders-prod' })).toBeVisible()
  const csv = await (await page.request.get(FILES[0] ?? '')).text()
  expect(csv).toContain(`As of,${before}`)
  expect(csv).toContain('Caveat,IAM')
  await page.goto(`/a/111122223333/principals/one?arn=${role}-new`)
  await expect(page.getByRole('main')).toContainText('whether it exists now is not known')
  await expect(page.getByRole('main')).not.toContainText('deleted')
})

test('lost: a plan may be looked at, and nothing is applied on it', async ({ page }) => {
  const plan = new SwitchDialog(page)
  await plan.openFor(TARGETS.inventoryStaging, 'on')
  await expect(plan.dialog).toContainText(/Policies as of \d\d:\d\d/)
  await expect(plan.dialog).toContainText('The switch waits until they can be read.')
  await plan.confirm('Turn on now', 'INC-1')
  await expect(plan.alert).toContainText('could not be read again, so nothing was changed')
  const shown = page.getByRole('switch', { name: 'IAM authentication', includeHidden: true })
  await expect(shown).not.toBeChecked()
})

test('given back: the banner goes with the next reading', async ({ page, house }) => {
  await page.goto('/a/111122223333/reach')
  const banner = page.locator('[data-slot=banner]').filter({ hasText: 'Policies as of' })
  await expect(banner).toBeVisible()
  await house.faults({ rules: [] })
  await banner.getByRole('button', { name: 'Retry' }).click()
  await expect(banner).toHaveCount(0)
})
