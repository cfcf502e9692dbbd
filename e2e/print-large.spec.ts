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
  const ids = csv.match(/(?<=,)(?:db|cluster|prx)-[A-Za-z0-9]{8,}(?=,)/g) ?? []
  const wanted = [...new Set(ids)]
  expect(wanted).toHaveLength(300)
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
  const address = `${ACCOUNT}/reach?view=targets`
  await page.goto(address)
  const rows = page.getByRole('main').locator('tbody tr')
  await expect(rows).toHaveCount(50)
  expect((await printed(page)).text).toMatch(/rows of page 1 of 6 of this list: the others are not on this/)
  await page.getByRole('link', { name: 'Print the whole list' }).click()
  await expect(page.getByRole('button', { name: 'Print, or save as PDF' })).toBeVisible()
  await expect(rows).toHaveCount(300)
  const { sheets, text } = await printed(page)
  expectPaper(sheets)
  const names = await rows.locator('td:first-child a, th a').allInnerTexts()
  expect(names.length).toBeGreaterThanOrEqual(300)
  const paper = text.replace(/\s+/g, '')
  expect(names.filter(name => !paper.includes(name.replace(/\s+/g, '')))).toEqual([])
  expect(text).not.toContain('the others are not on this paper')
  await page.getByRole('link', { name: 'Back to the list' }).click()
  await expect(page).toHaveURL(address)
})

test('of 5,000 principals paper takes 2,000 at a time, and says so', async ({ page }) => {
  test.slow()
  await page.goto(`${ACCOUNT}/principals?print=1`)
  await expect(page.getByRole('main').locator('tbody tr:has(a)')).toHaveCount(2_000)
  await expect(page.getByRole('link', { name: 'Print the whole list' })).toHaveCount(0)
  const next = await page.getByRole('link', { name: 'Next' }).getAttribute('href')
  await page.goto(next ?? '')
  await expect(page.getByRole('main').locator('tbody tr:has(a)')).toHaveCount(2_000)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText(/rows of page 2 of 3 of this list.*Print each page, or export/)).toBeVisible()
})
