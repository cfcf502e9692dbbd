import type { Page } from '@playwright/test'
import { alive } from './alive'
import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'
import type { House } from './house'
import { TargetsPage } from './pages/targets-page'
import { signIn } from './sign-in'

const LOST = { kind: 'deny', service: 'rds', region: 'us-west-2' }
const FAILING = { kind: 'html500', service: 'rds', region: 'us-west-2' }

test.afterEach(async ({ house }) => {
  await house.faults({ rules: [] })
})

/** A server that never read the account before. */
// These tests start the dashboard again: a house that nobody else stands in.
test.use({ houseOptions: {} })

async function coldStart(page: Page, house: House, rules: object[]) {
  await house.faults({ rules })
  await house.kill()
  await house.startAgain()
  await signIn(page, house.dashboard.launchUrl)
}

async function search(page: Page, text: string) {
  await alive(page)
  await page.getByRole('button', { name: 'Search or jump to' }).click()
  const palette = page.getByRole('dialog', { name: 'Search or jump to' })
  await palette.getByRole('combobox').fill(text)
  return palette
}

test('a Region lost while running keeps its targets, said to be old, and recovers', async ({
  page,
  house,
}) => {
  const targets = new TargetsPage(page)
  await targets.open()
  await expect(targets.link('orders-replica')).toBeVisible()
  await house.faults({ rules: [FAILING] })
  await targets.refresh()
  const banner = targets.banners.filter({ hasText: 'us-west-2' })
  await expect(banner).toContainText('as of')
  await expect(targets.link('orders-replica')).toBeVisible()
  await expect(
    targets
      .row('orders-replica')
      .getByText(/^as of /)
      .last(),
  ).toBeVisible()
  await expect(targets.row('orders-prod').getByText(/^as of /)).toHaveCount(0)
  await page.goto(`/a/111122223333/findings?target=${TARGETS.ordersReplica.resourceId}`)
  const findings = page.getByRole('region', { name: 'Findings', exact: true })
  await expect(findings.getByText(/^as of /).first()).toBeVisible()
  await page.goto(addressOf(TARGETS.ordersReplica))
  await expect(page.getByRole('heading', { name: 'orders-replica' })).toBeVisible()
  await house.faults({ rules: [] })
  await targets.open()
  await targets.refresh()
  await expect(banner).toHaveCount(0)
})

test('an account that cannot be read again is shown under the date of its data, on every page', async ({
  page,
  house,
}) => {
  const targets = new TargetsPage(page)
  await targets.open()
  const date = page.getByRole('main').locator('header time')
  const read = await date.getAttribute('datetime')
  await house.faults({ rules: [{ kind: 'expiredCredentials' }] })
  await targets.refresh()
  for (const address of [
    '/a/111122223333/targets',
    addressOf(TARGETS.ordersProd),
    '/a/111122223333/tokens',
  ]) {
    await page.goto(address)
    await expect(date).toHaveAttribute('datetime', read ?? '')
    await expect(date).toContainText('us-west-2')
    await expect(targets.banners.filter({ hasText: 'Shown as of' })).toBeVisible()
  }
  await page.goto('/settings')
  await expect(page.locator('#regions').getByText('Kept from before')).toHaveCount(3)
  await expect(page.locator('#unread')).toContainText('Kept from')
})

test('a Region that was never read is named beside every count and every nothing, until it is read', async ({
  page,
  house,
}) => {
  const targets = new TargetsPage(page)
  const main = page.getByRole('main')
  await test.step('before, all of it is read and searched once', async () => {
    await page.goto('/a/111122223333/findings')
    await expect(main.getByText('orders-replica').first()).toBeVisible()
  })
  await coldStart(page, house, [LOST])

  await test.step('the list, its strip, its filters and its file', async () => {
    await targets.open()
    await expect(main.getByText('12 targets, us-west-2 not read')).toBeVisible()
    await expect(main.getByText('of 12, us-west-2 not read')).toBeVisible()
    const marks = page.getByRole('navigation', { name: 'Main' }).getByRole('img')
    await expect(marks.first()).toHaveAccessibleName('us-west-2 not read')
    await expect(marks.last()).toHaveAccessibleName(
      /findings rest on was read: us-west-2; \d+ findings known before, not checked now$/,
    )
    await targets.open('?q=orders').then(() => expect(targets.link('orders-replica')).toHaveCount(0))
    const csv = await (await page.request.get('/a/111122223333/targets/export?region=us-west-2')).text()
    expect(csv).toMatch(/^us-west-2,not read,/m)
    await page.goto('/a/111122223333/targets?region=us-west-2')
    await expect(main.getByRole('heading', { name: 'No target that was read matches' })).toBeVisible()
    await expect(main.getByText('Whether there is another is not known')).toBeVisible()
  })

  await test.step('what was found there before is told, dated, beside the open findings', async () => {
    await targets.open()
    await expect(main.getByText(/^Known before, not checked now: \d/)).toBeVisible()
    await page.goto('/a/111122223333/findings')
    const before = page.getByRole('region', { name: 'Known before, not checked now' })
    await expect(before).toContainText('Too little was read to tell whether they are still there.')
    await expect(before.getByRole('listitem').first()).toContainText(/seen .*\d\d:\d\d/)
    await alive(page)
    await before.getByRole('link').first().click()
    await expect(main.getByRole('heading', { name: 'This finding is not shown now' })).toBeVisible()
  })

  await test.step('an address of one of its targets is not said to be gone', async () => {
    await page.goto(addressOf(TARGETS.ordersReplica))
    await expect(main).toContainText('so whether db-')
    await expect(main).toContainText('rds:DescribeDBInstances')
    await expect(main).not.toContainText('deleted')
    await page.goto(addressOf({ ...TARGETS.ordersReplica, region: 'us-east-1' }))
    await expect(main).toContainText('There is no such page or target')
  })

  await test.step('the picker and the palette', async () => {
    await page.goto('/a/111122223333/tokens?q=shipping')
    await expect(main.getByRole('heading', { name: 'Nothing that was read matches' })).toBeVisible()
    await expect(main).toContainText('Missing here: us-west-2 not read.')
    const palette = await search(page, 'zzzzzz')
    await expect(palette).toContainText('Nothing that was read is called “zzzzzz”.')
    await expect(palette.getByRole('note')).toContainText('us-west-2 not read')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
  })

  await test.step('Settings says of every part what came of it', async () => {
    await page.goto('/settings')
    const regions = page.locator('#regions')
    await expect(regions.getByRole('row', { name: /^us-west-2 Refused/ })).toBeVisible()
    await expect(regions).toContainText('proxies refused, add rds:DescribeDBProxies')
    await expect(page.locator('#unread')).not.toContainText('Everything that was asked for was read')
  })

  await test.step('recovery takes every mark away', async () => {
    await house.faults({ rules: [] })
    await targets.open()
    await targets.refresh()
    await expect(main.getByText('15 targets', { exact: true })).toBeVisible()
    await expect(targets.link('orders-replica')).toBeVisible()
    await expect(page.getByText('us-west-2 not read')).toHaveCount(0)
    await page.goto('/a/111122223333/findings')
    await expect(page.getByRole('region', { name: 'Findings', exact: true })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Known before, not checked now' })).toHaveCount(0)
  })
})

test('without IAM, targets, their tabs and tokens are there, and nobody is counted', async ({
  page,
  house,
}) => {
  await coldStart(page, house, [{ kind: 'deny', service: 'iam' }])
  const targets = new TargetsPage(page)
  const main = page.getByRole('main')
  await targets.open()
  await expect(targets.row('orders-prod').getByText('not evaluated', { exact: true })).toHaveCount(2)
  await expect(main.getByText('Not evaluated: IAM was not read')).toBeVisible()
  for (const tab of ['users', 'connect', 'settings', 'activity']) {
    await page.goto(`${addressOf(TARGETS.ordersProd)}/${tab}`)
    await expect(page.getByRole('heading', { name: 'orders-prod' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Access', exact: true })).toBeVisible()
  }
  await page.goto('/a/111122223333/tokens')
  await expect(
    main.getByRole('heading', { name: 'Which database users there are is not known' }),
  ).toBeVisible()
  await alive(page)
  await page.getByRole('combobox', { name: 'Target or database user' }).fill('orders-prod app_readonly')
  await expect(main.getByText('Whether IAM allows it is not known').last()).toBeVisible()
  await page.getByRole('textbox', { name: /^Reason/ }).fill('INC-4821')
  await page.getByRole('button', { name: /^Issue \d+-minute token/ }).click()
  await expect(main.getByRole('heading', { name: 'app_readonly on orders-prod' })).toBeVisible()
})
