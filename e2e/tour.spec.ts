import type { Page } from '@playwright/test'
import { DEMO_WORDS } from '@/lib/launch/demo-words.js'
import { alive } from './alive'
import { axeFindings, serious } from './axe'
import { expect, test } from './fixtures'
import { TokenPage } from './pages/token-page'
import { type Deed, readmeTour } from './readme-tour'
import { bash } from './shell'
import { tabTo } from './tab-to'

test.use({
  houseOptions: { env: { GATEHOUSE_DEMO: DEMO_WORDS.small.join('\n') } },
  permissions: ['clipboard-read', 'clipboard-write'],
})

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const tourOf = (page: Page) => page.getByRole('region', { name: 'Tour' })

/** On the screen itself: what the panel of the tour says of it proves nothing. */
const onScreen = (page: Page) => page.locator(':not([data-slot=tour] *)')

async function follow(page: Page, deed: Deed) {
  const { verb, what } = deed
  const begins = new RegExp(`^${escaped(what)}`)
  if (verb === 'type') return page.getByRole('textbox', { name: what }).fill(deed.text)
  if (verb === 'copy') {
    const line = await new TokenPage(page).copy(what)
    const said = await bash(`${line} -Atc 'select current_user'`)
    return expect(said).toEqual({ code: 0, stdout: 'app_readonly', stderr: '' })
  }
  if (verb === 'press') {
    const roles = (['button', 'switch', 'radio'] as const).map(role => page.getByRole(role, { name: begins }))
    const links = page.getByRole('main').getByRole('link', { name: begins })
    const all = roles.reduce((some, one) => some.or(one), links)
    return all.and(onScreen(page)).filter({ visible: true }).first().click()
  }
  const seen = page.getByRole('heading', { name: what }).or(page.getByText(what))
  await expect(seen.and(onScreen(page)).filter({ visible: true }).first()).toBeVisible({ timeout: 30_000 })
}

test('README’s tour is the tour of the screens, and every step of it can be done', async ({ page }) => {
  const ways = readmeTour()
  expect(ways.map(({ steps }) => steps.length)).toEqual([4, 4, 3])
  const tour = tourOf(page)
  await page.goto('/')
  await alive(page)
  for (const { name, steps } of ways) {
    const way = tour.getByRole('link', { name: new RegExp(`^${escaped(name)}`) })
    await expect(way).toContainText(steps.map(({ title }) => title).join('; '))
    for (const [index, { title, deeds }] of steps.entries()) {
      expect(deeds.length, `${title} says nothing to do or see`).toBeGreaterThan(0)
      await (index === 0 ? way : tour.getByRole('link', { name: `Next: ${title}` })).click()
      await expect(tour.getByRole('heading', { name: title })).toBeVisible()
      await expect(tour).toContainText(`${name}, ${index + 1} of ${steps.length}`)
      for (const deed of deeds)
        await test.step(`${title}: ${deed.verb} ${deed.what}`, () => follow(page, deed))
    }
    await expect(tour.getByRole('button', { name: 'End the tour' })).toBeVisible()
    await tour.getByRole('button', { name: 'All ways' }).click()
  }
})

test('a demo says that it is one, and whose account it plays', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveTitle('Targets · Gatehouse demo')
  await alive(page)
  await page.getByRole('button', { name: 'Demo', exact: true }).filter({ visible: true }).click()
  const about = page.getByRole('dialog', { name: 'About this demo' })
  await expect(about).toContainText('nothing real can be touched')
  for (const line of DEMO_WORDS.small) await expect(about).toContainText(line)
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByText('Simulated: nothing real can be touched.')).toBeVisible()
})

for (const [where, width, height] of [
  ['at a desk', 1280, 800],
  ['on a phone', 390, 844],
] as const)
  test(`${where} the tour is one quiet line on a page that its step is not about`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    const tour = tourOf(page)
    await page.goto('/')
    await alive(page)
    await tour.getByRole('link', { name: /^You review/ }).click()
    await expect(page).toHaveURL(/\/findings/)
    await expect(tour.getByRole('heading', { name: 'What is wrong here' })).toBeVisible()
    await page.goto('/settings')
    await alive(page)
    await expect(tour.getByText('Tour: step 1 of 4')).toBeVisible()
    await expect(tour.getByRole('heading')).toHaveCount(0)
    expect((await tour.boundingBox())?.height).toBeLessThan(64)
    expect(serious(await axeFindings(page))).toEqual([])
    await tour.getByRole('link', { name: 'Back to it' }).click()
    await expect(page).toHaveURL(/\/findings/)
    await expect(tour.getByRole('heading', { name: 'What is wrong here' })).toBeVisible()
  })

test('the tour keeps its step over a reload, is closed for good, and is found again', async ({ page }) => {
  const tour = tourOf(page)
  await page.goto('/')
  await alive(page)
  await tabTo(page, tour.getByRole('link', { name: /^You review/ }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/findings/)
  await tabTo(page, tour.getByRole('link', { name: /^Next: Why somebody/ }))
  await page.keyboard.press('Enter')
  await expect(tour).toContainText('2 of 4')
  await expect(page).toHaveTitle(/^orders-prod .* Gatehouse demo$/)
  expect(serious(await axeFindings(page))).toEqual([])
  await page.reload()
  await expect(tour).toContainText('You review who has access, 2 of 4')
  await alive(page)

  await tour.getByRole('button', { name: 'Close the tour for good' }).click()
  await expect(tour).toHaveCount(0)
  await page.goto('/settings')
  await alive(page)
  await expect(tour).toHaveCount(0)

  await page.keyboard.press('?')
  await page
    .getByRole('dialog', { name: 'Keyboard map' })
    .getByRole('button', { name: 'A short tour' })
    .click()
  await expect(tour).toBeFocused()
  expect(serious(await axeFindings(page))).toEqual([])
  await tour.getByRole('button', { name: 'Close the tour for good' }).click()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /^Search/ }).fill('tour')
  await page.getByRole('option', { name: /Take the tour/ }).click()
  await expect(tour.getByRole('link')).toHaveCount(3)
})
