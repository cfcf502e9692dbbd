import type { Locator } from '@playwright/test'
import { alive } from './alive'
import { addressOf, TARGETS } from './cast'
import { clearOfBar } from './clear-of-bar'
import { expect, test } from './fixtures'
import { SwitchDialog } from './pages/switch-dialog'
import { TokenPage } from './pages/token-page'
import { withoutScripts } from './without-scripts'

test.use({
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  permissions: ['clipboard-read', 'clipboard-write'],
})

test('the tabs at the foot lead everywhere', async ({ page }) => {
  await page.goto('/a/111122223333/targets')
  for (const name of ['Principals', 'Findings', 'Activity', 'Targets']) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).tap()
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  }
  const more = page.getByRole('button', { name: 'More' })
  for (const name of ['Connection doctor', 'Reach', 'Grant access', 'Settings']) {
    await more.tap()
    await page.getByRole('dialog', { name: 'More pages' }).getByRole('link', { name }).tap()
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
})

test('a token is issued, copied and forgotten on the phone alone', async ({ page }) => {
  const token = new TokenPage(page)
  await page.goto('/a/111122223333/targets')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Token' }).tap()
  await token.search.fill('orders gatehouse_scan')
  await page.getByRole('option').filter({ hasText: 'gatehouse_scan' }).first().tap()
  await expect(token.checks).toContainText(/Signed by role\//)
  await page.getByLabel('Reason or ticket').fill('INC-9')
  await page.getByRole('button', { name: /^Issue \d+-minute token/ }).tap()
  await expect(token.countdown).toBeVisible()
  await page.getByRole('button', { name: /^Copy psql command/ }).tap()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('sslmode=verify-full')
  await page.getByRole('button', { name: 'Forget it' }).tap()
  expect(await page.content()).not.toContain('X-Amz-Signature')
  await expect(token.countdown).toHaveCount(0)
})

test('a reason that is missing is asked for clear of the bar at the foot', async ({ page }) => {
  const token = new TokenPage(page)
  await token.choose(TARGETS.ordersProd, 'app_readonly', 'role/data-analyst')
  await alive(page)
  await page.getByRole('button', { name: /^Issue \d+-minute token/ }).tap()
  const reason = page.getByLabel('Reason or ticket')
  await expect(reason).toHaveAttribute('aria-invalid', 'true')
  await expect(reason).toBeFocused()
  await clearOfBar(reason)
})

test('after issuing, all that one does next is there before the first scroll', async ({ page }) => {
  const token = new TokenPage(page)
  await token.choose(TARGETS.ordersProd, 'gatehouse_scan', 'role/gatehouse, this server')
  await token.issue('INC-10')
  await expect(page.getByText(/^as of /)).toBeVisible()
  const tabs = await page.getByRole('navigation', { name: 'Main' }).boundingBox()
  for (const name of [/^Copy psql command/, /^New token/, /^Forget it/])
    expect(await footOf(page.getByRole('button', { name })), String(name)).toBeLessThan(tabs?.y ?? 0)
  const copy = await page.getByRole('button', { name: /^Copy psql command/ }).boundingBox()
  expect(copy?.width).toBeGreaterThan(350)
})

async function footOf(button: Locator): Promise<number> {
  const box = await button.boundingBox()
  return box ? box.y + box.height : Number.POSITIVE_INFINITY
}

test('what is chosen and typed on the token page before its script has started is kept', async ({ page }) => {
  const { region, resourceId } = TARGETS.ordersProd
  const query = new URLSearchParams({ region, resourceId, user: 'app_readonly', as: 'caller' })
  const start = await withoutScripts(page, `/a/111122223333/tokens?${query}`)
  await page.getByLabel('Signed by').selectOption({ label: 'role/data-analyst' })
  await page.getByLabel('Reason or ticket').fill('INC-11')
  start()
  await expect(page.getByText('Signed by role/data-analyst')).toBeVisible()
  await expect(page.getByLabel('Reason or ticket')).toHaveValue('INC-11')
  await expect(page.getByLabel('Signed by')).toHaveValue(/data-analyst$/)
})

test('what is searched for on the token page before its script has started is found', async ({ page }) => {
  const start = await withoutScripts(page, '/a/111122223333/tokens')
  const search = page.getByRole('combobox', { name: 'Target or database user' })
  await search.fill('orders gatehouse_scan')
  start()
  await expect(page.getByRole('option')).toHaveText([/orders-prod.*gatehouse_scan/])
  await expect(search).toHaveValue('orders gatehouse_scan')
})

test('who can connect is a list for one picked database user', async ({ page }) => {
  await page.goto(addressOf(TARGETS.ordersProd))
  await expect(page.getByRole('grid')).toBeHidden()
  await page.getByLabel('Who can connect as').selectOption('metrics')
  await expect(page).toHaveURL(/as=metrics/)
  const people = page.getByRole('region', { name: 'People' })
  await people.getByRole('button').filter({ hasText: 'oncall-sre' }).tap()
  const why = page.getByRole('complementary', { name: 'Why' })
  await expect(why.getByRole('heading', { level: 2 })).toHaveText(/role\/oncall-sre connect as metrics\?$/)
  await why.getByRole('button', { name: 'Close' }).tap()
  await expect(why).toHaveCount(0)
})

test('what is changed before the script has started is kept', async ({ page }) => {
  const start = await withoutScripts(page, addressOf(TARGETS.ordersProd))
  await page.getByLabel('Who can connect as').selectOption('metrics')
  await page.getByRole('searchbox', { name: 'Find a principal or database user' }).fill('oncall-sre')
  start()
  await expect(page).toHaveURL(/as=metrics/)
  await expect(page).toHaveURL(/find=oncall-sre/)
  await expect(page.getByLabel('Who can connect as')).toHaveValue('metrics')
  await expect(page.getByRole('region', { name: 'People' }).getByRole('listitem')).toHaveText([/oncall-sre/])
})

test('the chips count the cells of the picked database user', async ({ page }) => {
  await page.goto(`${addressOf(TARGETS.ordersProd)}?as=metrics&group=0`)
  const marks = page.locator('main').getByRole('listitem')
  await expect(marks.first()).toBeVisible()
  for (const verdict of ['Can connect, as far as read', 'Conditional, as far as read', 'Denied']) {
    const chip = page.getByRole('button', { name: new RegExp(`^${verdict}, \\d+$`) })
    const counted = Number(/\d+$/.exec((await chip.getAttribute('aria-label')) ?? '')?.[0])
    const listed = await marks.filter({ has: page.getByRole('img', { name: verdict }) }).count()
    expect({ verdict, counted }).toEqual({ verdict, counted: listed })
  }
})

test('everything to touch in the list is at least 44 pixels high', async ({ page }) => {
  await page.goto(addressOf(TARGETS.ordersProd))
  await expect(page.getByLabel('Who can connect as')).toBeVisible()
  const small = await page.locator('main').evaluate(main =>
    [...main.querySelectorAll('button, select, input, summary')]
      .map(element => ({ box: element.getBoundingClientRect(), words: element.textContent?.trim() ?? '' }))
      .filter(({ box }) => box.width > 0 && box.height < 44)
      .map(({ box, words }) => `${words} ${Math.round(box.height)}`),
  )
  expect(small).toEqual([])
})

test('the dialog of a switch stands in whole lines: what changes, and its two buttons', async ({ page }) => {
  const plan = new SwitchDialog(page)
  await plan.openFor(TARGETS.inventoryStaging, 'on')
  const box = async (one: Locator) => {
    const found = await one.boundingBox()
    if (!found) throw new Error('It is not on the screen.')
    return found
  }
  const what = await box(plan.changes.getByText('Grants that take effect'))
  const before = await box(plan.changes.getByText('11 dormant'))
  const after = await box(plan.changes.getByText('11 connect', { exact: true }))
  expect(before.y).toBeGreaterThanOrEqual(what.y + what.height)
  expect(after.x).toBeGreaterThan(before.x + before.width)
  const cancel = await box(plan.dialog.getByRole('button', { name: 'Cancel' }))
  const turnOn = await box(plan.dialog.getByRole('button', { name: 'Turn on now' }))
  const reason = await box(plan.dialog.getByRole('textbox', { name: 'Reason' }))
  expect(cancel.y).toBe(turnOn.y)
  expect(cancel.x).toBe(reason.x)
  expect(turnOn.x + turnOn.width).toBeCloseTo(reason.x + reason.width, 0)
})

test('the title of a page is whole: the date beside it gives way', async ({ page }) => {
  for (const name of ['targets', 'tokens', 'findings', 'reach']) {
    await page.goto(`/a/111122223333/${name}`)
    const title = page.getByRole('heading', { level: 1 })
    await expect(title).toBeVisible()
    const cut = await title.evaluate(element => element.scrollWidth - element.clientWidth)
    expect({ name, cut }).toEqual({ name, cut: 0 })
    await expect(page.getByRole('button', { name: /^(refresh|Show newer)$/ })).toBeInViewport({ ratio: 1 })
  }
})

test('a command breaks between its words alone', async ({ page }) => {
  await page.goto(`${addressOf(TARGETS.ordersProd)}/connect?user=app_readonly`)
  const command = page.getByRole('region', { name: 'psql' }).locator('pre')
  await expect(command).toContainText('psql')
  const broken = await command.evaluate(pre => {
    const [text] = pre.childNodes
    if (!(text instanceof Text)) return ['no text']
    return [...text.data.matchAll(/[^\s-/?]+/g)]
      .filter(({ 0: word, index }) => {
        const range = document.createRange()
        range.setStart(text, index)
        range.setEnd(text, index + word.length)
        return word.length < 30 && range.getClientRects().length > 1
      })
      .map(([word]) => word)
  })
  expect(broken).toEqual([])
})

test('a grant is continued on a larger screen', async ({ page }) => {
  await page.goto('/a/111122223333/grants/new')
  await expect(page.getByText('Continue on a larger screen.')).toBeVisible()
})
