import type { Page } from '@playwright/test'
import { alive } from './alive'
import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { MatrixPage } from './pages/matrix-page'
import { ReachPage } from './pages/reach-page'
import { readAgain } from './read-again'

const { ordersProd } = TARGETS

test.afterEach(async ({ house, page }) => {
  await house.faults({ rules: [] })
  await page.request.post('/refresh', { headers: { origin: house.dashboard.url } })
})

const numbers = (texts: string[]) => texts.map(text => Number.parseInt(text.replaceAll(',', ''), 10))
const falling = (list: number[]) => list.toSorted((a, b) => b - a)

/** The table below what a file says about itself. */
function tableIn(csv: string, first: string): { about: string[]; head: string[]; rows: string[][] } {
  const lines = csv.trim().split('\r\n')
  const at = lines.findIndex(line => line.startsWith(`${first},`))
  const cells = (line: string) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(match =>
      (match[1] ?? '').replace(/^"(.*)"$/, '$1').replaceAll('""', '"'),
    )
  const head = cells(lines[at] ?? '')
  return {
    about: lines.slice(0, at),
    head,
    rows: lines.slice(at + 1).map(line => cells(line).slice(0, head.length)),
  }
}

async function exported(page: Page, format: 'CSV' | 'JSON'): Promise<string> {
  await page.getByRole('button', { name: 'Export what is shown' }).click()
  const item = page.getByRole('menuitem', { name: `What is shown, as ${format}` })
  const href = await item.getAttribute('href')
  await page.keyboard.press('Escape')
  return (await page.request.get(href ?? '')).text()
}

test('who reaches most stands first, with the answer in a sentence', async ({ page }) => {
  const reach = new ReachPage(page)
  await reach.open()
  const counts = numbers(await reach.column('Targets reached'))
  expect(counts.length).toBeGreaterThan(20)
  expect(counts).toEqual(falling(counts))
  expect(counts[0]).toBeGreaterThan(counts.at(-1) ?? 0)
  await expect(reach.head('Targets reached')).toHaveAttribute('aria-sort', 'descending')
  await expect(reach.row('role/platform-poweruser')).toContainText('administrator')
  await expect(reach.answer).toHaveText(
    new RegExp(
      `^\\d+ principals reach ${counts[0]}.* of 15 targets; \\d+ of them are administrators\\. As far as read: organisation policies are unread\\.$`,
    ),
  )
})

test('every column sorts both ways, and the address brings it back', async ({ page }) => {
  const reach = new ReachPage(page)
  await reach.open('?view=targets')
  for (const name of ['Administrators', 'Only by wildcard', 'Conditional', 'Dormant', 'Not evaluated']) {
    await reach.head(name).getByRole('link').click()
    await expect(reach.head(name)).toHaveAttribute('aria-sort', 'descending')
    const counts = numbers(await reach.column(name))
    expect(counts, name).toEqual(falling(counts))
  }
  await reach.head('Target').getByRole('link').click()
  await expect(reach.head('Target')).toHaveAttribute('aria-sort', 'ascending')
  const names = await reach.names()
  expect(names).toEqual(names.toSorted())
  await reach.head('Target').getByRole('link').click()
  await expect(reach.head('Target')).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(() => reach.names()).toEqual(names.toReversed())
  await page.reload()
  await expect(reach.head('Target')).toHaveAttribute('aria-sort', 'descending')
  expect(await reach.names()).toEqual(names.toReversed())
})

test('production and administrators are filters of every view', async ({ page }) => {
  const reach = new ReachPage(page)
  await reach.open('?view=targets')
  await expect(reach.row('inventory-staging')).toBeVisible()
  const before = numbers(await reach.column('Reached by'))[0] ?? 0
  await page.getByRole('link', { name: 'Production only' }).click()
  await expect(reach.row('inventory-staging')).toHaveCount(0)
  await page.getByRole('link', { name: 'Without administrators' }).click()
  await expect(reach.answer).toContainText('Administrators are left out.')
  expect(numbers(await reach.column('Reached by'))[0]).toBe(before - 3)
  await page.getByRole('link', { name: 'Principals', exact: true }).last().click()
  await expect(page).toHaveURL(/env=production&admins=without|admins=without&env=production/)
  await expect(reach.row('role/fraud-batch')).toBeVisible()
  await expect(reach.row('role/platform-poweruser')).toHaveCount(0)
  await page.getByRole('textbox', { name: 'Find a principal' }).fill('analyst')
  await expect.poll(() => reach.names()).toEqual(['role/data-analyst'])
  await page.getByRole('textbox', { name: 'Find a principal' }).fill('nobody-of-that-name')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(reach.row('role/platform-poweruser')).toBeVisible()
})

test('the file says what the screen says', async ({ page }) => {
  const reach = new ReachPage(page)
  await reach.open('?view=targets&admins=without&sort=dormant&q=prod')
  const { about, head, rows } = tableIn(await exported(page, 'CSV'), 'target')
  expect(about[0]).toMatch(/^As of,\d{4}-\d\d-\d\dT/)
  expect(about.join('\n')).toContain('without administrators')
  expect(about.join('\n')).toContain('SCPs')
  expect(about.join('\n')).toContain('Not known,')
  const at = (name: string) => rows.map(row => row[head.indexOf(name)])
  expect(at('target')).toEqual(await reach.names())
  expect(at('reached by')).toEqual(await reach.column('Reached by'))
  expect(at('dormant')).toEqual(await reach.column('Dormant'))
  expect(at('only by wildcard')).toEqual(await reach.column('Only by wildcard'))
  const json = JSON.parse(await exported(page, 'JSON'))
  expect(json.rows.map((row: { name: string }) => row.name)).toEqual(await reach.names())
  expect(json.answer).toBe(await reach.answer.textContent())
  expect(json.caveats.length).toBeGreaterThan(0)
})

test('what the overview counts is what the matrix of the target shows', async ({ page }) => {
  const reach = new ReachPage(page)
  await reach.open('?view=targets')
  const row = numbers(await reach.row(ordersProd.name).locator('td').allInnerTexts())
  await reach.row(ordersProd.name).getByRole('link').first().click()
  const answer = await page.request.get(`${addressOf(ordersProd)}/export?format=json&all=1`)
  const { rows } = (await answer.json()) as { rows: { cells: Record<string, { verdict: string }> }[] }
  const reaching = rows.filter(({ cells }) =>
    Object.values(cells).some(({ verdict }) => verdict === 'canConnect' || verdict === 'conditional'),
  )
  expect(row).toContain(reaching.length)
  await expect(page.getByRole('grid')).toBeVisible()
})

test('one database user over all targets, and on into the matrix with its column alone', async ({ page }) => {
  const reach = new ReachPage(page)
  await reach.open('?view=users&q=app_readonly')
  const [many = 0] = numbers(await reach.column('Who can be it'))
  await page.getByRole('link', { name: 'app_readonly', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    new RegExp(`^${many} principals can connect as app_readonly, on `),
  )
  const table = page.getByRole('table', { name: 'Who can connect as app_readonly, by target' })
  const oncall = table.getByRole('row').filter({ hasText: 'role/oncall-sre' })
  await expect(oncall).toContainText('Conditional')
  await expect(oncall).toContainText('signed in with MFA')
  await expect(oncall).toContainText('oncall-db-access')
  await expect(table.getByRole('row').filter({ hasText: 'security-audit' })).toContainText('Denied')

  const { rows, head } = tableIn(await exported(page, 'CSV'), 'target')
  const shown = await table
    .locator('tbody tr')
    .evaluateAll(lines => lines.map(line => line.querySelector('a[title=Why]')?.textContent ?? ''))
  expect(rows.map(row => row[head.indexOf('verdict')])).toEqual(shown)

  await table.getByRole('link', { name: ordersProd.name, exact: true }).click()
  const matrix = new MatrixPage(page)
  await expect(matrix.grid).toBeVisible()
  await expect(page).toHaveURL(/find=app_readonly/)
  await expect(matrix.grid.getByRole('columnheader', { name: /^app_readonly, / })).toBeVisible()
  await expect(matrix.grid.getByRole('columnheader', { name: /^app_readwrite, / })).toHaveCount(0)
  await page.goBack()
  await oncall.getByRole('link', { name: 'Conditional' }).click()
  await expect(matrix.why.getByRole('heading', { level: 2 })).toHaveText(
    /role\/oncall-sre connect as app_readonly\?$/,
  )
})

test('a name that no target has is a sentence with a way out', async ({ page }) => {
  await page.goto('/a/111122223333/reach/user?name=App_Readonly')
  await expect(page.getByText('No target has it')).toBeVisible()
  await expect(page.getByRole('region', { name: 'May exist on' })).toContainText('as any name')
  await page.getByRole('link', { name: 'Show all database users' }).click()
  await expect(page.getByRole('table', { name: 'Database users by reach' })).toBeVisible()
})

test('keyboard alone: there, sorted, filtered and into a principal', async ({ page }) => {
  const reach = new ReachPage(page)
  await page.goto('/activity')
  await alive(page)
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await expect(reach.table).toBeVisible()
  const sort = reach.head('Dormant').getByRole('link')
  for (let tabs = 0; tabs < 60; tabs++) {
    if (await sort.evaluate(node => node === document.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await expect(sort).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(reach.head('Dormant')).toHaveAttribute('aria-sort', 'descending')
  await page.keyboard.press('/')
  await expect(page.getByRole('textbox', { name: 'Find a principal' })).toBeFocused()
  await page.keyboard.type('finance-ops')
  await expect.poll(() => reach.names()).toEqual(['role/finance-ops'])
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('link', { name: 'role/finance-ops', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'role/finance-ops', level: 1 })).toBeVisible()
})

test('the palette leads to one database user over all targets', async ({ page }) => {
  await page.goto('/a/111122223333/targets')
  await alive(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('reporting')
  await page
    .getByRole('option', { name: /reporting/ })
    .filter({ hasText: 'over all targets' })
    .first()
    .click()
  await expect(page).toHaveURL(/\/reach\/user\?name=reporting/)
})

test('what could not be read is said above the counts', async ({ page, house }) => {
  const reach = new ReachPage(page)
  await reach.open('?view=targets')
  await house.faults({ rules: [{ kind: 'deny', service: 'rds', region: 'eu-west-1' }] })
  await readAgain(page)
  const banner = page.getByRole('main').locator('[data-slot=banner]')
  await expect(banner.filter({ hasText: 'eu-west-1' })).toContainText('AccessDenied')
  await expect(banner.filter({ hasText: 'eu-west-1' })).toContainText('shown as of')
  await expect(reach.row('loyalty-staging')).toBeVisible()
  await expect(reach.row(ordersProd.name)).toBeVisible()
  await house.faults({ rules: [{ kind: 'throttle' }] })
  await readAgain(page)
  await expect(banner.filter({ hasText: 'Shown as of' })).toBeVisible({ timeout: 90_000 })
  await expect(reach.row(ordersProd.name)).toBeVisible()
})

test('principals and targets sort by reach, use and findings', async ({ page }) => {
  await page.goto('/a/111122223333/principals')
  const principals = page.getByRole('table', { name: 'Principals' })
  await principals.getByRole('columnheader', { name: 'Can connect' }).getByRole('link').click()
  await expect(principals.getByRole('columnheader', { name: 'Can connect' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await expect(page).toHaveURL(/sort=reach/)
  const cells = await principals
    .locator('tbody tr')
    .evaluateAll(rows => rows.map(row => [...row.children].map(cell => cell.textContent ?? '')))
  const reach = cells.map(row => Number(row[3]) + Number(row[4]))
  expect(reach).toEqual(falling(reach))
  await principals.getByRole('columnheader', { name: 'Last used' }).getByRole('link').click()
  await expect(page).toHaveURL(/sort=used/)
  await expect(principals.locator('tbody tr').first().locator('time')).toBeVisible()
  await page.goto('/a/111122223333/targets?sort=findings')
  const targets = page.getByRole('table', { name: 'Targets' })
  await expect(targets.getByRole('columnheader', { name: 'Findings' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  const worst = await targets
    .locator('tbody tr')
    .evaluateAll(rows =>
      rows.map(row =>
        ['Critical', 'High', 'Medium', 'Low'].map(severity =>
          Number(
            row.querySelector(`td:last-child [aria-label=${severity}]`)?.parentElement?.textContent ?? 0,
          ),
        ),
      ),
    )
  expect(worst[0]?.some(count => count > 0)).toBe(true)
  const weigh = (a: number[], b: number[]) => b.map((count, at) => count - (a[at] ?? 0)).find(Boolean) ?? 0
  expect(worst).toEqual(worst.toSorted(weigh))
})
