import { alive } from './alive'
import { roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { MatrixPage } from './pages/matrix-page'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const { ordersProd, checkoutProxy } = TARGETS
const unfolded = { group: '0' }

test('every cell is a sentence with its verdict and its condition', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, unfolded)
  await expect(matrix.grid).toHaveAttribute('aria-colcount', /\d\d/)
  await expect(matrix.cell('role/oncall-sre', 'metrics')).toHaveAccessibleName(
    /: can connect, as far as read/,
  )
  await expect(matrix.cell('role/oncall-sre', 'app_readonly')).toHaveAccessibleName(
    /: conditional, as far as read, only with MFA/,
  )
  await expect(matrix.cell('role/security-audit', 'reporting')).toHaveAccessibleName(/: denied/)
  await expect(
    matrix.grid.getByRole('columnheader', { name: /^app_readonly, \d+ can connect, as far as read$/ }),
  ).toBeVisible()
})

test('what is pointed at in a slanted head is the name that stands there', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, unfolded)
  const heads = matrix.grid.getByRole('columnheader').filter({ has: page.locator('[class*=slanted]') })
  await expect(heads.first()).toBeVisible()
  const amiss = await heads.evaluateAll(all =>
    all.flatMap(head => {
      const box = head.querySelector('[class*=slanted]')?.getBoundingClientRect()
      const at = box && document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)
      return at && head.contains(at) ? [] : [head.getAttribute('aria-label')]
    }),
  )
  expect(await heads.count()).toBeGreaterThan(10)
  expect(amiss).toEqual([])
})

test('the arrow keys move the chosen cell and the panel follows', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, unfolded)
  const cell = matrix.cell('role/oncall-sre', 'app_readonly')
  await cell.click()
  await expect(cell).toBeFocused()
  await expect(matrix.why.getByRole('heading', { level: 2 })).toHaveText(
    /role\/oncall-sre connect as app_readonly\?$/,
  )
  // From the grid, too, Esc closes the panel; the cell keeps the focus.
  await page.keyboard.press('Escape')
  await expect(matrix.why).toHaveCount(0)
  await expect(cell).toBeFocused()
  await page.keyboard.press('ArrowRight')
  // The cell that is left is chosen and focused too, until the page has heard the key.
  await expect(cell).not.toBeFocused()
  await expect(page.getByRole('gridcell', { selected: true })).toBeFocused()
  const next = await page.getByRole('gridcell', { selected: true }).getAttribute('aria-label')
  const user = / as (.+?): /.exec(next ?? '')?.[1] ?? ''
  expect(next).toContain('role/oncall-sre as ')
  expect(user).not.toBe('app_readonly')
  await expect(matrix.why.getByRole('heading', { level: 2 })).toContainText(user)
  await page.keyboard.press('Home')
  await page.keyboard.press('End')
  await expect(page.getByRole('gridcell', { selected: true })).toHaveAccessibleName(/any other user/)
  await page.keyboard.press('Control+Home')
  await expect(matrix.grid.locator('[data-line="0"] [aria-selected=true]')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(matrix.why).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(matrix.why).toHaveCount(0)
})

test('a cell clicked before the page has heard of itself keeps the focus it was given', async ({ page }) => {
  const matrix = new MatrixPage(page)
  const slow = await page.context().newCDPSession(page)
  for (const rate of [2, 6, 12, 20]) {
    await slow.send('Emulation.setCPUThrottlingRate', { rate })
    await matrix.open(ordersProd, unfolded)
    const cell = matrix.cell('role/oncall-sre', 'app_readonly')
    await cell.click()
    await expect(cell).toHaveAttribute('aria-selected', 'true')
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    await expect(page.getByText(/role\/oncall-sre connect as app_readonly\?$/).first()).toBeVisible()
    await expect(cell).toBeFocused()
  }
})

test('nothing in the grid moves when the page starts, on any width', async ({ page }) => {
  await page.addInitScript(() => {
    const moved: string[] = []
    Object.assign(window, { moved })
    new PerformanceObserver(list => {
      for (const { sources } of list.getEntries() as unknown as { sources: { node: Node | null }[] }[])
        for (const { node } of sources)
          if (node?.parentElement?.closest('[role=grid]')) moved.push(node.textContent ?? '')
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const matrix = new MatrixPage(page)
  for (const width of [1280, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 })
    await matrix.open(ordersProd, unfolded)
    await alive(page)
    expect(await page.evaluate(() => Reflect.get(window, 'moved'))).toEqual([])
  }
})

test('why shows the statement that allows it with its lines, and the simulator agrees', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, { who: roleArn('oncall-sre'), as: 'metrics' })
  await expect(matrix.why).toContainText('Can connect, as far as read: organisation policies are unread.')
  await matrix.block('Identity policy').click()
  const statement = matrix.path.getByRole('region', { name: 'Allows it' })
  await expect(statement).toContainText('oncall-db-access')
  await expect(statement).toContainText(/v7, statement \d of \d/)
  await expect(
    statement.getByRole('region', { name: /^Policy oncall-db-access, lines \d+ to \d+$/ }),
  ).toContainText(':dbuser:db-7QK4…ZEPA/metrics')
  const simulator = matrix.why.getByRole('region', { name: 'AWS policy simulator' })
  await simulator.getByRole('button', { name: 'Ask AWS', exact: true }).click()
  await expect(simulator).toContainText('allowed for this one cell')
  await expect(matrix.why).toContainText('Can connect, as far as read')
})

test('a way through a proxy says in its cell and in why that its second hop is not known', async ({
  page,
}) => {
  const matrix = new MatrixPage(page)
  await matrix.open(checkoutProxy, { who: roleArn('checkout-api'), as: 'legacy_api' })
  await expect(matrix.cell('role/checkout-api', 'legacy_api')).toHaveAccessibleName(
    /: can connect, as far as read, second hop not known$/,
  )
  await expect(matrix.why).toContainText('whether the proxy then gets through is not known')
  await expect(matrix.why).toContainText('with a password from a secret')
})

test('a boundary that blocks in silence is named in why not', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, { who: roleArn('pricing-api'), as: 'app_readonly', all: '1' })
  await expect(matrix.why.getByRole('heading', { level: 2 })).toContainText(
    "Why can't role/pricing-api connect",
  )
  await expect(matrix.why).toContainText('Not allowed by its boundary.')
  await expect(matrix.block('Permissions boundary')).toHaveAttribute('aria-expanded', 'true')
  await expect(matrix.path).toContainText('No statement of storage-only-boundary allows')
  await expect(matrix.path.getByRole('region', { name: 'Would allow it' })).toHaveCount(0)
  await matrix.block('Identity policy').click()
  await expect(matrix.path.getByRole('region', { name: 'Would allow it' })).toBeVisible()
})

test('the address brings back selection and filters', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd)
  await page.getByRole('button', { name: /^Denied, / }).click()
  await page.getByRole('searchbox', { name: 'Find a principal or database user' }).fill('oncall')
  await matrix.cell('role/oncall-sre', 'oncall_rw').click()
  await expect(page).toHaveURL(/as=oncall_rw/)
  await expect(page).toHaveURL(/hide=denied/)
  await expect(page).toHaveURL(/find=oncall/)
  const before = await matrix.sentences()
  await page.reload()
  await expect(page.getByRole('button', { name: /^Denied, / })).toHaveAttribute('aria-pressed', 'false')
  await expect(matrix.cell('role/oncall-sre', 'oncall_rw')).toHaveAttribute('aria-selected', 'true')
  await expect(matrix.why).toContainText('oncall_rw')
  expect(await matrix.sentences()).toEqual(before)
})

test('what is clicked and typed faster than a busy page hears of its own address all stays', async ({
  page,
}) => {
  const matrix = new MatrixPage(page)
  const slow = await page.context().newCDPSession(page)
  for (const rate of [2, 2, 3]) {
    await slow.send('Emulation.setCPUThrottlingRate', { rate })
    await matrix.open(ordersProd)
    await page.getByRole('button', { name: /^Denied, / }).click()
    const field = page.getByRole('searchbox', { name: 'Find a principal or database user' })
    await field.fill('oncall')
    await matrix.cell('role/oncall-sre', 'oncall_rw').click()
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    await expect(page).toHaveURL(/hide=denied&find=oncall&as=oncall_rw/)
    await expect(field).toHaveValue('oncall')
    await expect(matrix.cell('role/oncall-sre', 'oncall_rw')).toHaveAttribute('aria-selected', 'true')
  }
})

test('the table says the same as the grid', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, { ...unfolded, find: 'role/o' })
  const reach = (await matrix.sentences()).filter(sentence => !sentence.includes(': no access'))
  await page.getByRole('button', { name: 'Show as table' }).click()
  const table = page.getByRole('region', { name: 'Access as a table' })
  await expect(table).toContainText(`${reach.length} of ${reach.length} connections`)
  await expect(
    table.getByRole('row').filter({ hasText: 'role/oncall-sre' }).filter({ hasText: 'metrics' }),
  ).toContainText('Can connect, as far as read')
})

test('the exported file says what the screen says, cell by cell', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, { ...unfolded, find: 'role/o', hide: 'dormant' })
  await page.getByRole('button', { name: 'Export what is shown' }).click()
  const href = await page.getByRole('menuitem', { name: 'What is shown, as CSV' }).getAttribute('href')
  const csv = (await (await page.request.get(href ?? '')).text()).trim().split('\r\n')
  const head = csv.findIndex(line => line.startsWith('Principal,'))
  const [, , , , , ...users] = (csv[head] ?? '').split(',')
  const exported = csv.slice(head + 1).flatMap(line => {
    const [arn = '', , , , , ...verdicts] = line
      .replace(/"/g, '')
      .replaceAll(', as far as read', '')
      .split(',')
    const name = arn.replace(/^.*:(role|user)\/(?:.*\/)?/, '$1/')
    return verdicts.map(
      (verdict, index) => `${name} as ${users[index]}: ${verdict.replace(/ \(.*/, '').toLowerCase()}`,
    )
  })
  const shown = (await matrix.sentences()).map(sentence => sentence.replace(/,.*$/, ''))
  expect(shown.length).toBeGreaterThan(40)
  expect(exported.sort()).toEqual(shown.sort())
})
