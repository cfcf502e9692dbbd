import { alive } from './alive'
import { axeFindings, serious } from './axe'
import { roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { MatrixPage } from './pages/matrix-page'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const bounded = { who: roleArn('pricing-api'), as: 'app_readonly', all: '1' }

test('the path is walked, opened and copied by keyboard alone', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(TARGETS.ordersProd, bounded)
  await alive(page)
  const [identity, boundary] = [matrix.block('Identity policy'), matrix.block('Permissions boundary')]
  await expect(boundary).toHaveAttribute('aria-expanded', 'true')
  await expect(identity).toHaveAttribute('aria-expanded', 'false')
  await page.getByRole('gridcell', { selected: true }).focus()
  await page.keyboard.press('Enter')
  await expect(matrix.why).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(boundary).toBeFocused()
  await page.keyboard.press('e')
  await expect(boundary).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowUp')
  await expect(identity).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(matrix.path.getByRole('region', { name: 'Would allow it' })).toContainText(
    'pricing-reads-orders',
  )
  expect(serious(await axeFindings(page))).toEqual([])
  await page.keyboard.press('c')
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('Permissions boundary: no (does not allow it)')
  await page.keyboard.press('Escape')
  await expect(matrix.why).toHaveCount(0)
})

test('every step stands in its place, and what was not read says so', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(TARGETS.ordersProd, bounded)
  await expect(matrix.path.locator('> li')).toHaveText([
    /^Identity policy allows/,
    /^Permissions boundary does not allow it/,
    /^Organisation policies .*not read/,
    /^Session /,
    /^IAM switch on for orders-prod/,
    /^Proxy hop none, straight to the instance/,
    /^Database user /,
  ])
  await expect(matrix.path.getByRole('button', { name: 'Ask AWS', exact: true })).toBeVisible()
})

test('a Deny can be tried away, and nothing is written', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(TARGETS.ordersProd, { who: roleArn('dba-platform'), as: 'postgres' })
  const deny = matrix.path.getByRole('region', { name: 'Denies it' })
  await deny.getByRole('button', { name: 'Try without it' }).click()
  await expect(deny.getByRole('status')).toContainText(
    /^Without it: .* here\. In the account \d+ cells? would open/,
  )
  await expect(deny.getByRole('status')).toContainText('Nothing was written.')
  await page.reload()
  await expect(matrix.why).toContainText('Denied by its own policy.')
})

test('on the phone a refusal is open and nothing is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const query = { who: roleArn('security-audit'), as: 'reporting', all: '1' }
  await page.goto(
    `/a/111122223333/targets/us-east-1/${TARGETS.ordersProd.resourceId}?${new URLSearchParams(query)}`,
  )
  const { path, why } = new MatrixPage(page)
  await expect(path.getByRole('region', { name: 'Denies it' }).first()).toBeInViewport()
  const wide = await why.evaluate(
    panel =>
      [...panel.querySelectorAll('ol, li, [data-slot=path-block]')].filter(
        element => element.scrollWidth > element.clientWidth + 1,
      ).length,
  )
  expect(wide).toBe(0)
  expect(serious(await axeFindings(page))).toEqual([])
})
