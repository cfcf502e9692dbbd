import { WAREHOUSE } from '@/lib/simulator/world/large-warehouse'
import { alive } from './alive'
import { axeFindings } from './axe'
import { expect, test } from './fixtures'
import { TargetsPage } from './pages/targets-page'

test.use({ houseOptions: { account: 'large' } })

const MOST_NODES = 2_500

test('300 targets and a matrix of thousands stay usable', async ({ page }) => {
  test.slow()
  const targets = new TargetsPage(page)
  await page.goto('/a/111122223333/targets')
  await expect(targets.table).toBeVisible({ timeout: 120_000 })
  await expect(targets.table).toHaveAttribute('aria-rowcount', '301')
  await page.goto('/a/111122223333/targets?iam=on&sort=connect')
  await targets.table.locator('tbody td:first-child a:not([aria-expanded])').first().click()
  const grid = page.getByRole('grid')
  await expect(grid).toBeVisible({ timeout: 60_000 })
  const nodes = () => grid.evaluate(element => element.querySelectorAll('*').length)
  expect(await nodes()).toBeLessThan(MOST_NODES)
  expect(await nodes()).toBeGreaterThan(100)

  await grid.locator('[data-column][tabindex="0"]').focus()
  await page.keyboard.press('Control+End')
  await expect(page.getByRole('gridcell', { selected: true })).toBeFocused()
  await expect(
    page.getByRole('complementary', { name: 'Why' }).getByRole('heading', { level: 2 }),
  ).toContainText('connect as')
  expect(await nodes()).toBeLessThan(MOST_NODES)
  await page.keyboard.press('d')
  await expect.poll(nodes).toBeLessThan(MOST_NODES)
})

test('of 300 targets those in sight are drawn; keys, choice, address and paper reach the others', async ({
  page,
}) => {
  test.slow()
  const targets = new TargetsPage(page)
  await page.goto('/a/111122223333/targets')
  await expect(targets.table).toBeVisible({ timeout: 120_000 })
  await alive(page)
  const nodes = () => page.evaluate(() => document.querySelectorAll('*').length)
  expect(await nodes()).toBeLessThan(MOST_NODES)
  expect((await targets.names()).length).toBeGreaterThan(10)

  const names = targets.table.locator('a[data-name]')
  await names.first().focus()
  await page.keyboard.press('End')
  const last = targets.table.locator('tr[aria-rowindex="301"]')
  await expect(last.locator('a[data-name]')).toBeFocused()
  await expect(last).toBeInViewport()
  await last.getByRole('checkbox').check()
  await page.keyboard.press('Home')
  await expect(targets.table.locator('tr[aria-rowindex="2"] a[data-name]')).toBeFocused()
  const chosen = page.getByRole('region', { name: 'Chosen targets' })
  await expect(chosen).toContainText('1 chosen')
  await targets.table.locator('tr[aria-rowindex="2"]').getByRole('checkbox').click()
  await targets.table
    .locator('tr[aria-rowindex="5"]')
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] })
  await expect(chosen).toContainText('5 chosen')
  expect(await nodes()).toBeLessThan(MOST_NODES)
  await page.keyboard.press('/')
  await expect(page.getByRole('textbox', { name: 'Filter targets' })).toBeFocused()

  const id = await targets.table.locator('tr[aria-rowindex="5"] a[data-name]').getAttribute('href')
  await page.goto(`/a/111122223333/targets?sort=name&dir=desc#${id?.split('/').at(-1)}`)
  await expect(targets.table.locator('tr[aria-rowindex="298"]')).toBeInViewport()

  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  expect(await names.count()).toBe(300)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await expect.poll(nodes).toBeLessThan(MOST_NODES)
})

test('of what a principal reaches the first rows stand on the page, and all of it when asked', async ({
  page,
}) => {
  test.slow()
  await page.goto('/a/111122223333/principals?sort=reach')
  const first = page.getByRole('main').locator('a[href*="/principals/one?"]').first()
  await expect(first).toBeVisible({ timeout: 120_000 })
  await page.goto((await first.getAttribute('href')) ?? '')
  await alive(page)
  const rows = page.getByRole('table').locator('tbody tr')
  await expect(rows).toHaveCount(80)
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(MOST_NODES)
  const more = page.getByRole('link', { name: /^Show all [\d,]+ rows$/ })
  const all = Number(((await more.textContent()) ?? '').replace(/\D/g, ''))
  expect(all).toBeGreaterThan(200)
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await expect(rows).toHaveCount(all)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await expect(rows).toHaveCount(80)
  await more.press('Enter')
  // The account may be read again just then.
  await expect(page).toHaveURL(/rows=all/, { timeout: 60_000 })
  await expect(rows).toHaveCount(all)
})

test('5,000 × 200 stays within its nodes at rest and while both axes scroll', async ({ page }) => {
  test.slow()
  await page.goto(`/a/111122223333/targets/${WAREHOUSE.region}/${WAREHOUSE.resourceId}?all=1&group=0`)
  const grid = page.getByRole('grid')
  await expect(grid).toHaveAttribute('aria-rowcount', /^500\d$/, { timeout: 60_000 })
  expect(Number(await grid.getAttribute('aria-colcount'))).toBeGreaterThan(200)
  await page.evaluate(() => {
    const seen = { most: 0 }
    Object.assign(window, { seen })
    const count = () => {
      seen.most = Math.max(seen.most, document.querySelectorAll('*').length)
      requestAnimationFrame(count)
    }
    requestAnimationFrame(count)
  })
  const box = await grid.boundingBox()
  await page.mouse.move((box?.x ?? 0) + 600, (box?.y ?? 0) + 300)
  for (const [right, down] of [
    [0, 240],
    [120, 0],
    [120, 240],
    [-240, 240],
  ] as const)
    for (let turn = 0; turn < 12; turn++) await page.mouse.wheel(right, down)
  await expect.poll(() => grid.evaluate(element => element.scrollTop)).toBeGreaterThan(5_000)
  const most = await page.evaluate(() => (window as unknown as { seen: { most: number } }).seen.most)
  expect(most).toBeGreaterThan(300)
  expect(most).toBeLessThan(MOST_NODES)
})

test('axe finds nothing on a grid of 5,000 × 200 that is drawn as pictures', async ({ page }) => {
  test.slow()
  await page.goto(`/a/111122223333/targets/${WAREHOUSE.region}/${WAREHOUSE.resourceId}?all=1&group=0`)
  await expect(page.getByRole('grid').locator('svg').first()).toBeVisible({ timeout: 60_000 })
  expect(await axeFindings(page)).toEqual([])
})

test('in a line that is drawn as a picture, keys and pointer still meet real cells', async ({ page }) => {
  test.slow()
  await page.goto(`/a/111122223333/targets/${WAREHOUSE.region}/${WAREHOUSE.resourceId}?all=1&group=0`)
  const grid = page.getByRole('grid')
  await expect(grid).toBeVisible({ timeout: 60_000 })
  await alive(page)
  const line = grid.locator('[data-line="7"]')
  const { x, y } = (await line.boundingBox()) ?? { x: 0, y: 0 }
  await page.mouse.click(x + 600, y + 8)
  const chosen = page.getByRole('gridcell', { selected: true })
  await expect(chosen).toBeFocused()
  const box = await chosen.boundingBox()
  expect(Math.abs((box?.x ?? 0) + (box?.width ?? 0) / 2 - (x + 600))).toBeLessThan(10)
  const before = await chosen.getAttribute('aria-label')
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft']) await page.keyboard.press(key)
  await expect(chosen).toBeFocused()
  await expect(chosen).toHaveAttribute('aria-label', before ?? '')
})
