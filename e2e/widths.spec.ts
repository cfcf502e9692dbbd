import type { Page } from '@playwright/test'
import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { openUsers } from './pages/users-page'
import { everyRoute } from './routes-of-cast'

/** Of a page at 400 %, of a phone, and of each window that is the narrowest of its layout or that many have. */
const WIDTHS = [320, 390, 640, 768, 834, 896, 1024, 1200, 1280, 1366, 1440, 1920]

const PRINT_VIEWS = [
  '/a/111122223333/findings?print=1',
  '/a/111122223333/reach?print=1',
  '/a/111122223333/reach?view=targets&print=1',
  '/a/111122223333/reach?view=users&print=1',
  '/a/111122223333/reach/user?name=reporting&print=1',
  '/activity?days=all&print=1',
]

/** What of a page leaves the window, and which heads of columns are cut; the matrix alone scrolls sideways, knowingly. */
const tooWide = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const said = scrollWidth > clientWidth ? [`the page is ${scrollWidth} of ${clientWidth}`] : []
    for (const head of document.querySelectorAll<HTMLElement>('th')) {
      const clip = [...ancestorsOf(head)].find(box => getComputedStyle(box).overflowX !== 'visible')
      // Drawn for those alone who hear it.
      const isHeard = [...ancestorsOf(head)].some(
        box => box.classList.contains('sr-only') || box.clientWidth === 1,
      )
      if (head.offsetParent === null || isHeard) continue
      const edge = Math.min(clip?.getBoundingClientRect().right ?? clientWidth, clientWidth)
      const { left, right } = head.getBoundingClientRect()
      if (left < -1 || right > edge + 1) said.push(`${head.textContent} ends at ${right} of ${edge}`)
      if (head.scrollWidth > head.clientWidth + 1) said.push(`${head.textContent} is cut`)
    }
    return said

    function* ancestorsOf(element: Element) {
      for (let box = element.parentElement; box; box = box.parentElement) yield box
    }
  })

test('at 1280 no name of a list is cut while other columns have room, and a permission set goes by its name', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  const lists = ['targets', 'principals', 'reach', 'reach?view=targets', 'reach?view=users', 'findings']
  for (const list of lists) {
    await page.goto(`/a/111122223333/${list}`)
    const names = page.locator('main a[data-hit]')
    await expect(names.first()).toBeVisible()
    const cut = await names.evaluateAll(links =>
      links.filter(link => link.scrollWidth > link.clientWidth).map(link => link.textContent),
    )
    expect({ list, cut }).toEqual({ list, cut: [] })
  }
  await page.goto('/a/111122223333/reach')
  const name = page.getByRole('table').getByText('AdministratorAccess', { exact: true })
  await expect(name.locator('..')).toHaveAttribute('title', /^role\/AWSReservedSSO_AdministratorAccess_/)
})

test('what a number counts is said where only a verdict stands beside it', async ({ page }) => {
  await page.goto(addressOf(TARGETS.ordersProd))
  await expect(page.getByRole('link', { name: /^Access \d/ })).toHaveAttribute(
    'title',
    /^\d+ principals can connect$/,
  )
  await expect(page.getByRole('button', { name: /^Dormant, \d+$/ })).toHaveAttribute(
    'title',
    /^\d+ cells in view/,
  )
  await page.goto('/a/111122223333/principals')
  await expect(page.getByRole('columnheader', { name: 'Dormant' })).toHaveAttribute('title', /^Connections: /)
  await page.goto('/a/111122223333/reach?view=targets')
  await expect(page.getByRole('link', { name: 'Dormant' })).toHaveAttribute('title', /^Further principals: /)
  await page.goto('/a/111122223333/reach')
  await expect(page.getByRole('link', { name: 'Dormant' })).toHaveAttribute('title', /^Further targets: /)
})

for (const [what, routes] of [
  ['page', everyRoute()],
  ['print view', PRINT_VIEWS],
] as const)
  test(`no ${what} scrolls sideways, and no column of a list is out of sight, on a phone or on any desktop`, async ({
    page,
  }) => {
    test.setTimeout(360_000)
    // What was read makes the widest rows.
    await openUsers(page, TARGETS.ordersProd)
    const wide: string[] = []
    for (const route of routes) {
      await page.goto(route)
      await expect(page.locator('main').first()).toBeVisible()
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 })
        for (const words of await tooWide(page)) wide.push(`${route} at ${width}: ${words}`)
      }
    }
    expect(wide).toEqual([])
  })
