import { alive } from './alive'
import { expect, test } from './fixtures'

const LISTS = [
  { at: '/a/111122223333/targets', filter: 'Filter targets', text: 'prod', opens: /targets\/us-/ },
  { at: '/a/111122223333/principals', filter: 'Filter principals', text: 'oncall', opens: /principals\/one/ },
  { at: '/a/111122223333/reach', filter: 'Find a principal', text: 'oncall', opens: /principals\/one/ },
  { at: '/a/111122223333/findings', filter: 'Filter findings', text: 'prod', opens: /(finding|open)=/ },
] as const

for (const { at, filter, text, opens } of LISTS)
  test(`from the filter of ${at.split('?')[0]} the arrow leads to the first line, and Enter opens the first hit`, async ({
    page,
  }) => {
    await page.goto(at)
    const field = page.getByRole('main').getByRole('textbox', { name: filter })
    await alive(page)
    await page.keyboard.press('/')
    await expect(field).toBeFocused()
    // Pressed at once: the list of what is typed has not come yet.
    await page.keyboard.type(text)
    await page.keyboard.press('ArrowDown')
    const hits = page.locator('main a[data-hit]')
    await expect(hits.first()).toBeFocused()
    await expect(page).toHaveURL(new RegExp(`(q|find)=${text}`))
    await page.keyboard.press('/')
    await expect(field).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(opens)
  })
