import type { Page } from '@playwright/test'
import { addressOf, roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'

const ACCOUNT = '/a/111122223333'
const SCREENS = {
  matrix: addressOf(TARGETS.ordersProd),
  switch: `${addressOf(TARGETS.ordersProd)}/settings`,
  targets: `${ACCOUNT}/targets`,
  principals: `${ACCOUNT}/principals`,
  principal: `${ACCOUNT}/principals/one?arn=${encodeURIComponent(roleArn('oncall-sre'))}`,
  reach: `${ACCOUNT}/reach`,
  findings: `${ACCOUNT}/findings`,
  grant: `${ACCOUNT}/grants/new`,
  token: `${ACCOUNT}/tokens`,
  doctor: `${ACCOUNT}/doctor`,
  activity: '/activity',
  settings: '/settings',
}

/** What nobody could see: marks, bars and chosen things in the colour of what lies behind them. */
const unseen = (page: Page) =>
  page.evaluate(() => {
    const clear = 'rgba(0, 0, 0, 0)'
    const visible = (element: Element) => element.checkVisibility({ visibilityProperty: true })
    const behind = (element: Element | null): string => {
      for (let at = element; at; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at)
        if (backgroundColor !== clear) return backgroundColor
      }
      return 'rgb(255, 255, 255)'
    }
    const name = (element: Element) => element.outerHTML.slice(0, 160)
    const found: string[] = []
    for (const mark of document.querySelectorAll('svg[data-slot="mark"]')) {
      if (!visible(mark)) continue
      const drawn = [...mark.querySelectorAll('path, circle, rect')].map(shape => getComputedStyle(shape))
      const ground = behind(mark)
      const seen = drawn.some(({ fill, stroke }) => [fill, stroke].some(c => c !== 'none' && c !== ground))
      if (!seen) found.push(`mark ${name(mark)}`)
    }
    for (const cell of document.querySelectorAll('[role="gridcell"][data-column]')) {
      const { backgroundColor, backgroundImage, content } = getComputedStyle(cell, '::before')
      const painted = backgroundImage !== 'none' || ![clear, behind(cell)].includes(backgroundColor)
      if (content !== 'none' && !painted) found.push(`cell ${name(cell)}`)
    }
    for (const bar of document.querySelectorAll('[data-slot="meter"]')) {
      const part = bar.firstElementChild
      if (visible(bar) && part && getComputedStyle(part).backgroundColor === behind(bar.parentElement))
        found.push(`meter ${name(bar)}`)
    }
    // Behind words whose colours are forced the system lays the colour of the page.
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.color = 'Canvas'
    const paper = getComputedStyle(probe).color
    probe.remove()
    const ownWords = (element: Element) =>
      [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    for (const element of document.body.querySelectorAll('*')) {
      const { color, forcedColorAdjust } = getComputedStyle(element)
      if (color === paper && forcedColorAdjust === 'auto' && ownWords(element) && visible(element))
        found.push(`words ${name(element)}`)
    }
    for (const chosen of document.querySelectorAll('main [aria-pressed="true"], main a[aria-current]')) {
      const { backgroundColor } = getComputedStyle(chosen)
      if (visible(chosen) && backgroundColor === behind(chosen.parentElement))
        found.push(`chosen ${name(chosen)}`)
    }
    return found
  })

for (const [name, address] of Object.entries(SCREENS))
  test(`with forced colours every mark, bar and choice is seen in light and dark: ${name}`, async ({
    page,
  }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' })
    await page.goto(address)
    await expect(page.getByRole('main').locator('h1, h2').first()).toBeVisible()
    await expect(page.getByRole('main').locator('svg').first()).toBeAttached()
    expect(await unseen(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await unseen(page)).toEqual([])
  })

test('with forced colours nothing is unseen while a page has not started yet either', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' })
  await page.route(/\/_next\/static\/.*\.js/, route => route.abort())
  await page.goto(SCREENS.token)
  await expect(page.getByRole('button', { name: /^Issue \d+-minute token/ })).toBeDisabled()
  expect(await unseen(page)).toEqual([])
})

test('with forced colours focus is a thick ring and the chosen cell is filled', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' })
  const who = encodeURIComponent(roleArn('oncall-sre'))
  await page.goto(`${SCREENS.matrix}?group=0&who=${who}&as=app_readonly`)
  const chosen = page.getByRole('gridcell', { selected: true })
  await expect(chosen).toBeVisible()
  const look = await chosen.evaluate(cell => {
    const probe = document.body.appendChild(document.createElement('i'))
    const system = (color: string) => {
      probe.style.backgroundColor = color
      return getComputedStyle(probe).backgroundColor
    }
    const wanted = { fill: system('Highlight') }
    probe.remove()
    return { wanted, fill: getComputedStyle(cell).backgroundColor }
  })
  expect(look.fill).toBe(look.wanted.fill)
  await chosen.focus()
  await page.keyboard.press('ArrowRight')
  const focused = page.getByRole('gridcell', { selected: true })
  await expect(focused).toBeFocused()
  expect(await focused.evaluate(cell => getComputedStyle(cell).outlineWidth)).toBe('3px')
})
