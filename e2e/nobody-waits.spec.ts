import { GetRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import type { Page } from '@playwright/test'
import { administratorOf } from './account'
import { alive } from './alive'
import { roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { MatrixPage } from './pages/matrix-page'
import { RemovalPage } from './pages/removal-page'

// Every look finds the answer old, so every page is drawn from an older reading while a newer one is read behind it.
test.use({ houseOptions: { env: { GATEHOUSE_INVENTORY_SECONDS: '0' } } })

const { ordersProd } = TARGETS
const SLOW = { rules: [{ kind: 'slow', delayMs: 3_000 }] }

const isReading = async (page: Page) => {
  const status = (await (await page.request.get('/reading')).json()) as { value: { reading: boolean } }
  return status.value.reading
}

/** Nothing is being read, and there is an answer. */
async function settled(page: Page) {
  await page.goto('/a/111122223333/targets')
  await expect.poll(() => isReading(page)).toBe(false)
}

test.afterEach(async ({ house }) => {
  await house.faults({ rules: [] })
})

test('no page waits for AWS once the account was read', async ({ page, house }) => {
  await settled(page)
  await house.faults({ rules: [{ kind: 'slow', delayMs: 20_000 }] })
  const pages = [
    ['/a/111122223333/targets', 'orders-prod'],
    ['/a/111122223333/principals', 'data-analyst'],
    ['/a/111122223333/reach', /reach \d+ of 15 targets/],
    ['/a/111122223333/findings', 'Findings'],
  ] as const
  for (const [address, words] of pages) {
    await page.goto(address)
    await expect(page.getByRole('main').getByText(words).filter({ visible: true }).first()).toBeVisible()
    expect(await isReading(page)).toBe(true)
  }
})

test('a newer answer comes by itself, and the chosen cell, its panel and the focus stay', async ({
  page,
  house,
}) => {
  await settled(page)
  const { iam } = administratorOf(house)
  const name = { RoleName: 'data-analyst', PolicyName: 'analyst-databases' }
  const before = await iam.send(new GetRolePolicyCommand(name))
  const document = decodeURIComponent(before.PolicyDocument ?? '')
  await iam.send(
    new PutRolePolicyCommand({ ...name, PolicyDocument: document.replaceAll('/reporting', '/other') }),
  )
  await house.faults(SLOW)
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, { who: roleArn('data-analyst'), as: 'reporting' })
  const cell = matrix.cell('role/data-analyst', 'reporting')
  await expect(cell).toHaveAccessibleName(/: can connect/)
  await alive(page)
  await cell.click()
  await expect(cell).toBeFocused()
  await house.faults({ rules: [] })
  await expect(cell).toHaveAccessibleName(/: no access/, { timeout: 60_000 })
  await expect(cell).toBeFocused()
  await expect(matrix.why).toContainText('No statement allows it.')
})

test('where a plan waits for a yes a newer answer is offered, and what was typed stays', async ({ page }) => {
  await settled(page)
  const removal = new RemovalPage(page)
  const target = `${ordersProd.region}/${ordersProd.resourceId}`
  await removal.open({ principal: roleArn('grafana-agent'), target, user: 'metrics' })
  await alive(page)
  await removal.reason.fill('CHG-4500 half a rea')
  const offer = page.getByRole('button', { name: /^Newer answer, .* show$/ })
  await offer.click()
  await expect(removal.reason).toHaveValue('CHG-4500 half a rea')
  await expect(page.getByRole('button', { name: /^(Newer answer|refresh)/ })).toBeFocused()
})
