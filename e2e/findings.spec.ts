import { createHash } from 'node:crypto'
import { GetPolicyCommand, GetPolicyVersionCommand } from '@aws-sdk/client-iam'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { administratorOf } from './account'
import { alive } from './alive'
import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { ActivityPage } from './pages/activity-page'

test.use({ houseOptions: {} })

const POLICY = 'arn:aws:iam::111122223333:policy/eng-orders-access'
const rows = (page: Page) => page.getByRole('region', { name: 'Findings' }).getByRole('listitem')
const title = (page: Page) =>
  page.getByRole('region', { name: 'Finding', exact: true }).getByRole('heading', { level: 1 })
const open = (page: Page, name: RegExp) => rows(page).getByRole('link', { name }).first().click()
const openFinding = async (page: Page, name: string) => {
  await page.goto('/a/111122223333/findings')
  await open(page, new RegExp(name))
  await expect(title(page)).toHaveText(name)
}

test('evidence, both fixes and their effect are shown, the fix applied, recorded, and the finding gone', async ({
  page,
  house,
}) => {
  await openFinding(page, 'Name used instead of the resource id')
  await expect(page.getByRole('region', { name: 'Policy eng-orders-access' })).toContainText(
    'dbuser:orders-prod/',
  )
  await expect(page.getByRole('definition').filter({ hasText: TARGETS.ordersProd.resourceId })).toBeVisible()
  const effect = page.getByRole('complementary', { name: 'Effect' })
  await expect(effect).toContainText('+4 new')
  await expect(effect.getByRole('list', { name: 'Who is affected' }).getByRole('listitem')).toHaveCount(4)
  await expect(page.getByText('This fix opens access.')).toBeVisible()
  await page.getByRole('link', { name: 'Delete the statement' }).click()
  await expect(effect).toContainText('+0 new')
  await expect(page.getByText('This fix opens access.')).toHaveCount(0)
  await page.getByRole('link', { name: 'Change the policy' }).click()
  await expect(page.getByRole('region', { name: 'eng-orders-access, before and after' })).toContainText(
    TARGETS.ordersProd.resourceId.slice(0, 11),
  )
  const builder = page.getByRole('link', { name: 'Open in builder' })
  await expect(builder).toHaveAttribute('href', /policy=.*eng-orders-access/)

  await page.getByRole('button', { name: 'Apply fix, 4 new connections' }).click()
  await expect(page.getByText('Say why, in a few words')).toBeVisible()
  await page.getByRole('textbox', { name: 'Reason' }).fill('CHG-2299 wrong id')
  await page.getByRole('button', { name: 'Apply fix, 4 new connections' }).click()
  await expect(page.getByRole('heading', { name: /Fixed, entry \d+ in Activity/ })).toBeFocused()
  await expect(rows(page).getByRole('link', { name: /Name used.*eng-orders-access/ })).toHaveCount(0)
  // The receipt stays, whatever the list now begins with, until the person moves.
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByRole('heading', { name: /Fixed, entry \d+ in Activity/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Apply fix/ })).toHaveCount(0)
  await page.getByRole('link', { name: 'Next finding' }).click()
  await expect(title(page)).toBeVisible()
  await expect(title(page)).not.toHaveText('Name used instead of the resource id')
  const { iam } = administratorOf(house)
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: POLICY }))
  const version = await iam.send(
    new GetPolicyVersionCommand({ PolicyArn: POLICY, VersionId: Policy?.DefaultVersionId }),
  )
  expect(decodeURIComponent(version.PolicyVersion?.Document ?? '')).toContain(TARGETS.ordersProd.resourceId)
  const activity = new ActivityPage(page)
  await activity.open()
  const detail = await activity.detail('fixed a finding', 'CHG-2299 wrong id')
  await expect(detail).toContainText('iam:CreatePolicyVersion')
})

/** RFC 4180, as a spreadsheet reads it. */
function cellsOfCsv(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g
  const table: string[][] = [[]]
  for (const [whole, quoted, plain, end] of text.trimEnd().matchAll(cell)) {
    if (whole === '') break
    table.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') table.push([])
  }
  return table
}

const shownOn = (page: Page) =>
  rows(page)
    .getByRole('link')
    .evaluateAll(links =>
      links.map(link => ({
        id: new URL((link as HTMLAnchorElement).href).searchParams.get('finding') ?? '',
        severity: link.querySelector('[role=img]')?.getAttribute('aria-label')?.toLowerCase() ?? '',
        subject: link.querySelector('code')?.textContent ?? '',
      })),
    )

test('filters live in the address, and the exports hold exactly what is listed, in that order', async ({
  page,
}) => {
  await page.goto('/a/111122223333/findings')
  await page.getByRole('link', { name: /^High, \d+ findings/ }).click()
  await expect(page).toHaveURL(/severity=high/)
  await page.getByRole('button', { name: 'Target', exact: true }).click()
  await page.getByRole('button', { name: /^orders-prod/ }).click()
  await expect(page).toHaveURL(/target=/)
  await expect(page.getByRole('button', { name: 'Target is orders-prod' })).toBeVisible()
  const shown = await shownOn(page)
  expect(shown.length).toBeGreaterThan(2)
  expect(new Set(shown.map(({ severity }) => severity))).toEqual(new Set(['high']))
  const { search } = new URL(page.url())
  const download = async (format: string) =>
    (await page.request.get(`/a/111122223333/findings/export${search}&format=${format}`)).text()

  const json = JSON.parse(await download('json'))
  const told = json.findings as { id: string; severity: string; subject: { label: string } }[]
  expect(told.map(({ id, severity, subject }) => ({ id, severity, subject: subject.label }))).toEqual(shown)

  const { results, tool } = JSON.parse(await download('sarif')).runs[0]
  const prints = results.map((result: { partialFingerprints: { gatehouseFinding: string } }) => {
    return result.partialFingerprints.gatehouseFinding
  })
  expect(prints).toEqual(shown.map(({ id }) => id))
  const known = new Set(tool.driver.rules.map(({ id }: { id: string }) => id))
  expect(results.every(({ ruleId }: { ruleId: string }) => known.has(ruleId))).toBe(true)

  const [head = [], ...lines] = cellsOfCsv(await download('csv'))
  const column = (name: string) => head.indexOf(name)
  expect(
    lines.map(line => ({
      id: line[column('finding')],
      severity: line[column('severity')],
      subject: line[column('subject')],
    })),
  ).toEqual(shown)

  await page.getByRole('button', { name: 'Export what is shown' }).click()
  await expect(page.getByRole('menuitem', { name: /SARIF/ })).toHaveAttribute(
    'href',
    /severity=high.*format=sarif/,
  )
})

test('every CSV is there for an audit file too: the same bytes, who asked, what was not read, and the sums', async ({
  page,
}) => {
  for (const path of [
    '/a/111122223333/findings/export?severity=high',
    '/a/111122223333/targets/export?iam=off',
    '/a/111122223333/reach/export?view=users',
    '/activity/export?days=all',
    `${addressOf(TARGETS.ordersProd)}/export?all=1`,
  ]) {
    const answer = await page.request.get(`${path}&format=zip`)
    expect(answer.headers()['content-type']).toBe('application/zip')
    const { SHA256SUMS = new Uint8Array(), ...files } = unzipSync(new Uint8Array(await answer.body()))
    const [csv = ''] = Object.keys(files)
    expect(strFromU8(files[csv] ?? SHA256SUMS)).toBe(
      await (await page.request.get(`${path}&format=csv`)).text(),
    )
    const about = JSON.parse(strFromU8(files['about.json'] ?? SHA256SUMS))
    expect(about).toMatchObject({ file: csv, asked: { by: expect.any(String), account: '111122223333' } })
    const sums = Object.entries(files).map(
      ([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`,
    )
    expect(strFromU8(SHA256SUMS)).toBe(sums.join(''))
  }
})

test('no match has one way out, and an address that outlived its finding says what became of it', async ({
  page,
}) => {
  await page.goto('/a/111122223333/findings?q=nothing-is-called-this')
  await expect(page.getByRole('heading', { name: 'No finding matches' })).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(rows(page).first()).toBeVisible()
  await page.goto('/a/111122223333/findings?finding=wildcard-user%3Anothing')
  await expect(page.getByText('it was never seen here before')).toBeVisible()
  await page.goto('/a/111122223333/findings?finding=no-such-rule%3Ax')
  await expect(page.getByText('There is no rule of that name')).toBeVisible()
})

test('the simulator is asked when somebody asks, about those whom the finding touches', async ({ page }) => {
  await openFinding(page, 'Invalid policy version')
  await expect(page.getByText('Was not asked')).toBeVisible()
  await page.getByRole('button', { name: /^Ask AWS/ }).click()
  await expect(page.getByText(/(implicitDeny|allowed|explicitDeny) for .*\d\d:\d\d:\d\d/)).toBeVisible()
})

test('by keyboard: J and K walk, the list keeps the focus, a deep link opens the same finding', async ({
  page,
}) => {
  await page.goto('/a/111122223333/findings')
  const first = await title(page).textContent()
  const list = rows(page).getByRole('link')
  const secondHref = await list.nth(1).getAttribute('href')
  await alive(page)
  await page.keyboard.press('j')
  await expect(page).toHaveURL(/finding=/)
  await expect(list.nth(1)).toHaveAttribute('aria-current', 'true')
  await expect(list.nth(1)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(list.nth(2)).toBeFocused()
  await page.keyboard.press('k')
  await page.keyboard.press('k')
  await expect(list.nth(0)).toHaveAttribute('aria-current', 'true')
  await expect(title(page)).toHaveText(first ?? '')
  await page.goto(secondHref ?? '')
  await expect(list.nth(1)).toHaveAttribute('aria-current', 'true')
  await page.goto('/a/111122223333/findings?finding=wildcard-user%3Anothing')
  await expect(page.getByRole('heading', { name: 'This finding is gone' })).toBeVisible()
  await page.goto('/a/111122223333/targets')
  await alive(page)
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await expect(page).toHaveURL(/\/findings/)
})

test('a finding is accepted until a day, stands under accepted, and is opened again', async ({ page }) => {
  await page.goto('/a/111122223333/findings')
  await open(page, /TLS is optional/)
  await expect(title(page)).toHaveText('TLS is optional')
  const subject = page.url()
  await page.getByRole('button', { name: 'Accept until…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Accept this finding' })
  const until = dialog.getByLabel('Until, at most a year')
  const asked = await until.inputValue()
  const accept = dialog.getByRole('button', { name: 'Accept until that day' })
  await until.fill('2099-01-01')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Old client, gone in spring')
  await accept.click()
  // A refused try keeps what was typed, and what is wrong is said until it is written again.
  await expect(dialog.getByText('for a year at most')).toBeVisible()
  await expect(until).toHaveValue('2099-01-01')
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveValue('Old client, gone in spring')
  await until.fill(asked)
  await expect(dialog.getByText('for a year at most')).toHaveCount(0)
  await accept.click()
  await expect(page.getByText(/Accepted, entry \d+ in Activity/)).toBeVisible()
  await page.getByRole('link', { name: /^Accepted 1$/ }).click()
  await expect(rows(page)).toHaveCount(1)
  await expect(page.getByText(/on \d+ \w+: Old client, gone in spring/)).toBeVisible()
  await page.goto(subject)
  await page.getByRole('textbox', { name: 'Reason' }).fill('Sooner than thought')
  await page.getByRole('button', { name: 'Open again' }).click()
  await expect(page.getByRole('link', { name: /^Accepted 0$/ })).toBeVisible()
})

test('counts stand in the navigation, on the target list and on the target', async ({ page }) => {
  await page.goto('/a/111122223333/targets')
  const nav = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Findings \d+$/ })
  await expect(nav).toBeVisible()
  const total = Number((await nav.textContent())?.replace(/\D/g, ''))
  await page
    .getByRole('row', { name: /fraud-scoring-prod/ })
    .getByRole('link', { name: /Medium/ })
    .click()
  await expect(page).toHaveURL(/\/findings\?target=/)
  await expect(rows(page).first()).toBeVisible()
  const about = await rows(page).count()
  expect(about).toBeGreaterThan(0)
  expect(about).toBeLessThan(total)
  await page.goto('/a/111122223333/findings')
  await expect(rows(page)).toHaveCount(total)
})

test('on a phone the list leads to the finding and back, and nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openFinding(page, 'Invalid policy version')
  await expect(title(page)).toBeInViewport()
  await expect(page.getByRole('region', { name: 'Findings' })).toBeHidden()
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  expect(wider).toBe(false)
  await page.getByRole('link', { name: 'Back to Findings' }).click()
  await expect(page.getByRole('region', { name: 'Findings' })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the screen, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await openFinding(page, 'Invalid policy version')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([])
  })
}
