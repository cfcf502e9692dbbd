import { GetPolicyCommand, GetPolicyVersionCommand } from '@aws-sdk/client-iam'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { administratorOf } from './account'
import { alive } from './alive'
import { TARGETS } from './cast'
import { expect, test } from './fixtures'
import { ActivityPage } from './pages/activity-page'

test.use({ houseOptions: {} })

const POLICY = 'arn:aws:iam::111122223333:policy/eng-orders-access'
const rows = (page: Page) => page.getByRole('region', { name: 'Findings' }).getByRole('listitem')
const title = (page: Page) =>
  page.getByRole('region', { name: 'Finding', exact: true }).getByRole('heading', { level: 1 })
const open = (page: Page, name: RegExp) => rows(page).getByRole('link', { name }).first().click()
const openFinding = async (page: Page, name: string) => {
  await page.goto('/findings')
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
  await expect(effect.getByRole('listitem')).toHaveCount(4)
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
  await expect(page.getByText(/Fixed, entry \d+ in Activity/)).toBeVisible()
  await expect(rows(page).getByRole('link', { name: /Name used.*eng-orders-access/ })).toHaveCount(0)
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

test('filters live in the address, and the export holds exactly what is shown', async ({ page }) => {
  await page.goto('/findings')
  await page.getByRole('link', { name: /^High, \d+ findings/ }).click()
  await expect(page).toHaveURL(/severity=high/)
  const shown = await rows(page).count()
  expect(shown).toBeGreaterThan(0)
  await expect(rows(page).getByRole('img', { name: 'High' })).toHaveCount(shown)
  for (const [format, count] of [
    ['json', (text: string) => JSON.parse(text).findings.length],
    ['sarif', (text: string) => JSON.parse(text).runs[0].results.length],
    ['csv', (text: string) => text.split('\r\nhigh,').length - 1],
  ] as const) {
    const answer = await page.request.get(`/findings/export?severity=high&format=${format}`)
    expect(count(await answer.text()), format).toBe(shown)
  }
  await page.getByRole('button', { name: 'Export what is shown' }).click()
  await expect(page.getByRole('button', { name: /^SARIF/ })).toHaveAttribute(
    'href',
    /severity=high.*format=sarif/,
  )
})

test('by keyboard: J and K walk, the list keeps the focus, a deep link opens the same finding', async ({
  page,
}) => {
  await page.goto('/findings')
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
  await page.goto('/findings?finding=wildcard-user%3Anothing')
  await expect(page.getByRole('heading', { name: 'This finding is gone' })).toBeVisible()
  await page.goto('/targets')
  await alive(page)
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await expect(page).toHaveURL(/\/findings/)
})

test('a finding is accepted until a day, stands under accepted, and is opened again', async ({ page }) => {
  await page.goto('/findings')
  await open(page, /TLS is optional/)
  await expect(title(page)).toHaveText('TLS is optional')
  const subject = page.url()
  await page.getByRole('button', { name: 'Accept until…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Accept this finding' })
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Old client, gone in spring')
  await dialog.getByRole('button', { name: 'Accept until that day' }).click()
  await expect(page.getByText(/Accepted, entry \d+ in Activity/)).toBeVisible()
  await page.getByRole('link', { name: /^Accepted 1$/ }).click()
  await expect(rows(page)).toHaveCount(1)
  await expect(page.getByText('Old client, gone in spring')).toBeVisible()
  await page.goto(subject)
  await page.getByRole('textbox', { name: 'Reason' }).fill('Sooner than thought')
  await page.getByRole('button', { name: 'Open again' }).click()
  await expect(page.getByRole('link', { name: /^Accepted 0$/ })).toBeVisible()
})

test('counts stand in the navigation, on the target list and on the target', async ({ page }) => {
  await page.goto('/targets')
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
  await page.goto('/findings')
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
