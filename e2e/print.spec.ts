import type { Page } from '@playwright/test'
import { addressOf, roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { MatrixPage } from './pages/matrix-page'
import { expectPaper, printed } from './pdf-lines'

const { ordersProd } = TARGETS
const ACCOUNT = '/a/111122223333'
const tight = (text: string) => text.replace(/\s+/g, '')

test('the printed matrix has a line for every principal, however few of them the grid draws', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 520 })
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, { all: '1', group: '0' })
  const exported = await page.request.get(`${addressOf(ordersProd)}/export?format=json&all=1&group=0`)
  const { rows } = (await exported.json()) as { rows: { principal: string }[] }
  const names = rows.map(({ principal }) => principal.replace(/^.*:(role|user)\/(?:.*\/)?/, '$1/'))
  expect(await matrix.grid.locator('[data-line]').count()).toBeLessThan(names.length)
  const { sheets } = await printed(page)
  expectPaper(sheets)
  const lines = sheets.flat()
  const named = lines.filter(line => /^(role|user)\/\S+ (People|Workloads|IAM users) /.test(line))
  expect(named.map(line => line.split(' ')[0]).sort()).toEqual(names.sort())
  expect(lines.join('\n')).toContain(`All ${names.length} principals in view.`)
  expect(sheets.length).toBeGreaterThan(1)
  await expect(matrix.grid).toBeVisible()
  await expect(page.locator('[data-paper-row]')).toHaveCount(0)
})

test('a folded row is printed with the name of each of its members, a filter in words', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, { hide: 'denied' })
  const count = page.getByText(/^\d+ principals? in \d+ rows?$/)
  const principals = Number(/^\d+/.exec((await count.textContent()) ?? '')?.[0])
  const text = (await printed(page)).sheets.flat()
  expect(text.filter(line => /^(role|user)\/\S+ (People|Workloads|IAM users) /.test(line))).toHaveLength(
    principals,
  )
  expect(text.join('\n')).toContain('Filtered: without denied.')
  expect(text.join('\n')).not.toMatch(/identical access/)
})

test('the whole list of findings is printed from the export menu: as many rows as are open', async ({
  page,
}) => {
  await page.goto(`${ACCOUNT}/findings`)
  const open = page.getByRole('navigation', { name: 'Open or accepted' }).getByRole('link', { name: /^Open/ })
  const count = Number(/\d+/.exec((await open.textContent()) ?? '')?.[0])
  await page.getByRole('button', { name: 'Export what is shown' }).click()
  await page.getByRole('menuitem', { name: /^Print/ }).click()
  await expect(page.getByRole('button', { name: 'Print, or save as PDF' })).toBeVisible()
  const { sheets } = await printed(page)
  expectPaper(sheets)
  const rows = sheets.flat().filter(line => /^(Critical|High|Medium|Low) /.test(line))
  expect(rows).toHaveLength(count)
  expect(count).toBeGreaterThan(5)
})

const OTHERS = {
  principal: `${ACCOUNT}/principals/one?arn=${encodeURIComponent(roleArn('oncall-sre'))}`,
  policies: `${ACCOUNT}/principals/one?tab=policies&arn=${encodeURIComponent(roleArn('oncall-sre'))}`,
  reach: `${ACCOUNT}/reach?print=1`,
  principals: `${ACCOUNT}/principals?print=1`,
  targets: `${ACCOUNT}/targets`,
  activity: '/activity?days=all&print=1',
  'removal plan': `${ACCOUNT}/grants/remove?${new URLSearchParams({
    principal: roleArn('oncall-sre'),
    target: `${ordersProd.region}/${ordersProd.resourceId}`,
    user: 'app_readonly',
  })}`,
}

/** The first line of every row in sight. */
async function heads(page: Page): Promise<string[]> {
  const rows = page.getByRole('main').locator(':is(tbody tr, ol > li, section[aria-label] ul > li)')
  const texts = await rows.filter({ visible: true }).allInnerTexts()
  return texts.map(text => text.trim().split(/[\n\t]/)[0] ?? '')
}

for (const [name, address] of Object.entries(OTHERS))
  test(`on paper, ${name} holds every row that is on the page`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto(address)
    await expect(page.getByRole('main').locator('h1')).toBeVisible()
    await expect.poll(async () => (await heads(page)).length).toBeGreaterThan(0)
    const rows = await heads(page)
    const { sheets, text } = await printed(page)
    expectPaper(sheets)
    const paper = tight(text)
    expect(rows.map(tight).filter(row => !paper.includes(row))).toEqual([])
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    )
  })

test('paper says what was not read, and under which address it is found again', async ({ page }) => {
  await page.goto(`${ACCOUNT}/targets?iam=off`)
  const { text } = await printed(page)
  expect(text).toContain(`${ACCOUNT}/targets?iam=off`)
  expect(text).toMatch(/Not read whole, or not certain: SCPs/)
})
