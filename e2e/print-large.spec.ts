import { expect, test } from './fixtures'
import { TargetsPage } from './pages/targets-page'
import { expectPaper, printed } from './pdf-lines'

test.use({ houseOptions: { account: 'large' } })

const ACCOUNT = '/a/111122223333'
const occurrences = (text: string, names: readonly string[]) => names.filter(name => text.includes(name))

test('of 300 targets paper holds 300 rows, however few of them the screen draws', async ({ page }) => {
  test.slow()
  const targets = new TargetsPage(page)
  await page.goto(`${ACCOUNT}/targets`)
  await expect(targets.table).toHaveAttribute('aria-rowcount', '301', { timeout: 120_000 })
  const csv = await (await page.request.get(`${ACCOUNT}/targets/export`)).text()
  const ids = csv.match(/\b(?:db|cluster|prx)-[A-Z0-9]{8,}\b/g) ?? []
  const wanted = [...new Set(ids)]
  expect(wanted.length).toBeGreaterThanOrEqual(300)
  expect(await targets.table.locator('tbody tr[data-index]').count()).toBeLessThan(100)
  const { sheets, text } = await printed(page)
  expectPaper(sheets)
  const paper = text.replace(/\s+/g, '')
  expect(wanted.length - occurrences(paper, wanted).length).toBe(0)
  await expect.poll(() => targets.table.locator('tbody tr[data-index]').count()).toBeLessThan(100)
})

test('a list of pages says on paper that it is one of them; printed whole it has every row', async ({
  page,
}) => {
  test.slow()
  await page.goto(`${ACCOUNT}/principals`)
  const shown = await page.getByText(/^[\d,]+ principals$/).textContent()
  const total = Number(shown?.replace(/\D/g, ''))
  expect(total).toBeGreaterThan(1_000)
  const one = await printed(page)
  expect(one.text).toMatch(/rows of page 1 of \d+ of this list: the others are not on this paper/)
  await page.getByRole('link', { name: 'Print the whole list' }).click()
  await expect(page.getByRole('button', { name: 'Print, or save as PDF' })).toBeVisible()
  await expect(page.getByRole('main').locator('tbody tr:has(a)')).toHaveCount(total)
  const { sheets, text } = await printed(page)
  expectPaper(sheets)
  const names = await page.getByRole('main').locator('tbody tr a').allInnerTexts()
  const paper = text.replace(/\s+/g, '')
  expect(names.filter(name => !paper.includes(name.replace(/\s+/g, '')))).toEqual([])
  expect(text).not.toContain('the others are not on this paper')
})
