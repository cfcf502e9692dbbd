import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { TargetsPage } from './pages/targets-page'
import { withoutScripts } from './without-scripts'

test.afterEach(async ({ house }) => {
  await house.faults({ rules: [] })
})

const STATES = {
  'orders-prod': 'On',
  'inventory-staging': 'Off',
  'billing-prod': 'Off',
  'identity-prod': 'Pending, to on',
  'warehouse-legacy': 'Unsupported',
  'ledger-prod': 'Unsupported',
  'analytics-dw': 'On',
  'checkout-proxy': 'On',
  'orders-replica': 'Off',
  'loyalty-staging': 'On',
}

test('every instance, cluster and proxy of the configured regions is listed with its state', async ({
  page,
}) => {
  const targets = new TargetsPage(page)
  await targets.open()
  expect(await targets.names()).toHaveLength(15)
  for (const [name, state] of Object.entries(STATES)) {
    await expect(targets.row(name).getByRole('cell', { name: state, exact: true })).toBeVisible()
  }
  await expect(targets.row('inventory-staging')).toContainText('11 dormant grants')
})

test('an unsupported target says why on its own page', async ({ page }) => {
  await page.goto(addressOf(TARGETS.ledgerProd))
  await expect(page.locator('[data-slot=iam-auth-reason]')).toContainText('db.t3.small has no IAM')
  await expect(page.getByRole('switch')).toHaveCount(0)
})

test('filters stand in the address and survive a reload', async ({ page }) => {
  const targets = new TargetsPage(page)
  await targets.open()
  await targets.choose('Region', 'us-west-2')
  await expect(page).toHaveURL(/region=us-west-2/)
  await expect.poll(() => targets.names()).toEqual(['metrics-store', 'orders-replica', 'shipping-prod'])
  await page.getByRole('textbox', { name: 'Filter targets' }).fill('ship')
  await expect(page).toHaveURL(/q=ship/)
  await page.reload()
  await expect.poll(() => targets.names()).toEqual(['shipping-prod'])
  await expect(page.getByText('1 of 15 targets')).toBeVisible()
  await page.getByRole('link', { name: 'Remove the filter Region' }).click()
  await expect(page).not.toHaveURL(/region=/)
  await page.getByRole('textbox', { name: 'Filter targets' }).fill('')
  await expect.poll(async () => (await targets.names()).length).toBe(15)
})

test('what is exported is what the same address shows', async ({ page }) => {
  const targets = new TargetsPage(page)
  await targets.open('?iam=off&sort=region')
  const csv = await (await page.request.get('/a/111122223333/targets/export?iam=off&sort=region')).text()
  for (const name of await targets.names()) expect(csv).toContain(name)
  expect(csv).toContain('orders-replica')
  expect(csv).not.toContain('orders-prod,')
})

test('members are shown inside their cluster and never as targets', async ({ page }) => {
  const targets = new TargetsPage(page)
  await targets.open()
  await page.getByRole('link', { name: 'Members of analytics-dw' }).click()
  const writer = targets.table.getByRole('row').filter({ hasText: 'analytics-dw-1' })
  await expect(writer).toContainText('writer')
  await expect(writer).toContainText('Follows the cluster')
  await expect(writer.getByRole('link')).toHaveCount(0)
  await page.reload()
  await expect(targets.table.getByRole('row').filter({ hasText: 'analytics-dw-2' })).toContainText('reader')
})

test('a region that refuses is named with the missing permission, its targets stay under their own date', async ({
  page,
  house,
}) => {
  const targets = new TargetsPage(page)
  await house.faults({ rules: [{ kind: 'deny', service: 'rds', region: 'eu-west-1' }] })
  await targets.open()
  await targets.refresh()
  const banner = targets.banners.filter({ hasText: 'eu-west-1' })
  await expect(banner).toContainText('AccessDenied')
  await expect(banner).toContainText('rds:Describe')
  await expect(targets.link('orders-prod')).toBeVisible()
  await expect(banner).toContainText('shown as of')
  await expect(targets.link('loyalty-staging')).toBeVisible()
  await banner.getByRole('button', { name: 'Show policy to add' }).click()
  await expect(page.getByRole('dialog')).toContainText('"Version": "2012-10-17"')
  await page.keyboard.press('Escape')
  await house.faults({ rules: [] })
  await banner.getByRole('button', { name: 'Retry' }).click()
  await expect(targets.link('loyalty-staging')).toBeVisible()
  await expect(banner).toHaveCount(0)
})

test('the list says how old it is, and refresh reads AWS again', async ({ page }) => {
  const targets = new TargetsPage(page)
  await targets.open()
  await expect(page.getByText(/^as of \d\d:\d\d:\d\d UTC$/)).toBeVisible()
  const age = page.getByRole('main').locator('header time')
  const before = await age.getAttribute('datetime')
  await targets.refresh()
  await expect(age).not.toHaveAttribute('datetime', before ?? '')
})

test('a filter typed before the script has started is kept, and so is a blank between two words', async ({
  page,
}) => {
  const start = await withoutScripts(page, '/a/111122223333/targets')
  const filter = page.getByLabel('Filter targets')
  await filter.fill('orders')
  start()
  await expect(page).toHaveURL(/q=orders$/)
  await expect(filter).toHaveValue('orders')
  await filter.press('Control+A')
  await filter.pressSequentially('prod ')
  await expect(page).toHaveURL(/q=prod$/)
  await expect(page.getByRole('link', { name: 'orders-replica' })).toHaveCount(0)
  await filter.pressSequentially('x')
  await expect(filter).toHaveValue('prod x')
})

test('while the answer to a filter is on its way the field keeps what was typed, and then says what the address says', async ({
  page,
}) => {
  const targets = new TargetsPage(page)
  await targets.open()
  let answer = () => {}
  const answered = new Promise<void>(resolve => {
    answer = resolve
  })
  const asked: string[] = []
  await page.route(
    url => url.searchParams.has('q'),
    async route => {
      asked.push(new URL(route.request().url()).searchParams.get('q') ?? '')
      await answered
      await route.continue()
    },
  )
  const filter = page.getByLabel('Filter targets')
  await filter.pressSequentially('orders')
  await expect.poll(() => asked).toContain('orders')
  await filter.pressSequentially('-rep')
  await expect.poll(() => asked).toContain('orders-rep')
  await expect(filter).toHaveValue('orders-rep')
  await filter.pressSequentially('x')
  await expect.poll(() => asked).toContain('orders-repx')
  await page.getByRole('link', { name: /^Off/ }).first().click()
  answer()
  await expect(page).toHaveURL(/iam=off/)
  await expect(filter).toHaveValue('')
  await filter.pressSequentially('orders-rep')
  await expect(page).toHaveURL(/q=orders-rep$/)
  await expect(targets.link('orders-replica')).toBeVisible()
  await expect(filter).toHaveValue('orders-rep')
})
