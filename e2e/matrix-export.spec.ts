import type { Page } from '@playwright/test'
import { TARGETS } from './cast'
import { expect, test } from './fixtures'
import { MatrixPage } from './pages/matrix-page'

/** Denied rows hidden, a pattern expanded, rows folded: everything that makes the screen differ from the whole. */
const QUERY = { hide: 'denied,dormant', expand: encodeURIComponent('dev_*') }

interface Tally {
  principals: number
  /** `app_readonly: can connect as far as read` → how many principals. */
  cells: Record<string, number>
}

const tallyOf = (entries: Iterable<[string, number]>) => {
  const cells: Record<string, number> = {}
  for (const [cell, count] of entries) cells[cell] = (cells[cell] ?? 0) + count
  return cells
}

const numberIn = (text: string | null, before: RegExp) =>
  Number(before.exec(text ?? '')?.[1]?.replace(/,/g, ''))

/** The bar at the foot of the grid: nothing is drawn under it at the end. */
const FOOT = 10

/** Every cell on screen, met by scrolling from the first line to the last; a folded row counts as many as it says. */
async function onScreen(matrix: MatrixPage): Promise<Tally> {
  const met = new Map<string, string[]>()
  const grid = matrix.grid
  for (let top = 0; ; top += 300) {
    const end = await grid.evaluate((element, to) => {
      element.scrollTo(0, to)
      return element.scrollTop + element.clientHeight >= element.scrollHeight - 1
    }, top)
    await expect
      .poll(() =>
        grid.evaluate((element, foot) => {
          const { bottom } = element.getBoundingClientRect()
          const lines = [...element.querySelectorAll('[data-line]')].map(
            line => line.getBoundingClientRect().bottom,
          )
          const content = element.firstElementChild?.getBoundingClientRect().bottom ?? 0
          return Math.max(...lines) >= Math.min(bottom, content) - foot - 1
        }, FOOT),
      )
      .toBe(true)
    const lines = await grid.locator('[data-line]').evaluateAll(all =>
      all.map(line => ({
        at: line.getAttribute('aria-rowindex') ?? '',
        sentences: [...line.querySelectorAll('[data-column]')].map(
          cell => cell.getAttribute('aria-label') ?? '',
        ),
      })),
    )
    for (const { at, sentences } of lines) met.set(at, sentences)
    if (end) break
  }
  const weight = (sentence: string) =>
    numberIn(sentence, /^([\d,]+) (?:roles|users) with identical access/) ||
    (/^\S+ and \S+ as /.test(sentence) ? 2 : 1)
  const cells = [...met.values()].flat().map(sentence => {
    const said = sentence.replace(', as far as read', ' as far as read')
    const [, user, verdict] = / as ([^:]+): ([a-z ]+)/.exec(said) ?? []
    return [`${user}: ${verdict}`, weight(sentence)] as [string, number]
  })
  const principals = [...met.values()].reduce((sum, [first]) => sum + weight(first ?? ''), 0)
  return { principals, cells: tallyOf(cells) }
}

function parseCsv(text: string): string[][] {
  return text
    .trim()
    .split('\r\n')
    .map(line =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replace(/""/g, '"') ?? plain ?? '',
      ),
    )
}

async function download(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Export what is shown' }).click()
  const item = page.getByRole('menuitem', { name })
  const waiting = page.waitForEvent('download')
  await item.click()
  const stream = await (await waiting).createReadStream()
  let text = ''
  for await (const chunk of stream) text += chunk
  await page.keyboard.press('Escape')
  return text
}

const words: Record<string, string> = {
  canConnect: 'can connect as far as read',
  conditional: 'conditional as far as read',
  dormant: 'dormant',
  denied: 'denied',
  noAccess: 'no access',
  notEvaluated: 'not evaluated',
}

// One reading for page and files: they are compared with each other.
test.use({ houseOptions: { env: { GATEHOUSE_INVENTORY_SECONDS: '600' } } })

test('the files hold what the screen shows: folded, filtered, expanded, with its age and caveats', async ({
  page,
}) => {
  const matrix = new MatrixPage(page)
  await matrix.open(TARGETS.ordersProd, QUERY)
  await expect(page.getByRole('button', { name: /^Denied, / })).toHaveAttribute('aria-pressed', 'false')
  const heads = matrix.grid.locator('[role=columnheader][aria-colindex]')
  const users = (await heads.evaluateAll(all => all.map(head => head.getAttribute('aria-label') ?? '')))
    .filter(Boolean)
    .map(label => label.replace(/, .*/, ''))
  const pattern = users.indexOf('dev_*')
  expect(users[pattern + 1]).toMatch(/^dev_/)
  const screen = await onScreen(matrix)
  const said = (words: RegExp) => page.getByText(words).first().textContent()
  expect(screen.principals).toBe(numberIn(await said(/principals? in \d+ rows?$/), /^([\d,]+)/))

  const json = JSON.parse(await download(page, 'What is shown, as JSON')) as {
    asOf: string
    hiddenPrincipals: number
    caveats: { subject: string }[]
    columns: { name: string }[]
    rows: { principal: string; cells: Record<string, { verdict: string }> }[]
  }
  expect(json.columns.map(column => column.name)).toEqual(users)
  expect(json.rows).toHaveLength(screen.principals)
  const inJson = json.rows.flatMap(row =>
    Object.entries(row.cells).map(
      ([user, { verdict }]) => [`${user}: ${words[verdict]}`, 1] as [string, number],
    ),
  )
  expect(tallyOf(inJson)).toEqual(screen.cells)
  expect(json.hiddenPrincipals).toBe(numberIn(await said(/with no access hidden/), /^([\d,]+)/))
  expect(await said(/^Data as of/)).toContain(json.asOf.slice(11, 19))
  const unsure = await page.getByText(/things? (is|are) not known for certain/).textContent()
  // Unread organisation policies have a strip of their own.
  const others = json.caveats.filter(({ subject }) => subject !== 'SCPs')
  expect(others).toHaveLength(numberIn(unsure, /(\d+) things?/))

  const csv = parseCsv(await download(page, 'What is shown, as CSV'))
  const head = csv.findIndex(([first]) => first === 'Principal')
  expect(csv[head]?.slice(5)).toEqual(users)
  expect(csv.find(([first]) => first === 'As of')?.[1]).toBe(json.asOf)
  expect(csv.filter(([first]) => first === 'Caveat').map(line => line[1])).toEqual(
    json.caveats.map(({ subject }) => subject),
  )
  const rows = csv.slice(head + 1)
  expect(rows.map(([principal]) => principal)).toEqual(json.rows.map(({ principal }) => principal))
  const inCsv = rows.flatMap(row =>
    row
      .slice(5)
      .map(
        (verdict, at) =>
          [`${users[at]}: ${verdict.replace(/ \(.*/, '').replace(',', '').toLowerCase()}`, 1] as [
            string,
            number,
          ],
      ),
  )
  expect(tallyOf(inCsv)).toEqual(screen.cells)
})
