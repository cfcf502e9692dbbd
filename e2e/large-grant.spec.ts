import { WAREHOUSE } from '@/lib/simulator/world/large-warehouse'
import { administratorOf } from './account'
import { alive } from './alive'
import { expect, test } from './fixtures'
import { policiesOf } from './policies'
import { tabTo } from './tab-to'

test.use({ houseOptions: { account: 'large' } })

test('on 5,000 principals, by keyboard alone: from a cell that says no to a grant that is applied', async ({
  page,
  house,
}) => {
  test.slow()
  const { region, resourceId } = WAREHOUSE
  await page.goto(`/a/111122223333/targets/${region}/${resourceId}?all=1&group=0&find=eng-koala4`)
  const grid = page.getByRole('grid')
  await expect(grid).toBeVisible({ timeout: 120_000 })
  await alive(page)
  await tabTo(page, grid.locator('[data-column][tabindex="0"]'))
  await page.keyboard.press('ArrowRight')
  const cell = page.getByRole('gridcell', { selected: true })
  await expect(cell).toBeFocused()
  await expect(cell).toHaveAccessibleName(/^role\/eng-[\w-]+ as tenant_\d+: no access/)
  const sentence = (await cell.getAttribute('aria-label')) ?? ''
  const [, role = '', user = ''] = /^role\/(\S+) as (\w+):/.exec(sentence) ?? []

  await page.keyboard.press('n')
  await expect(page.getByRole('button', { name: `Remove ${user}` })).toBeVisible({ timeout: 60_000 })
  await alive(page)
  await tabTo(page, page.getByRole('radio', { name: 'New managed policy' }))
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('radio', { name: 'Inline policy' })).toBeChecked()
  await tabTo(page, page.getByRole('textbox', { name: 'Policy name' }))
  await page.keyboard.press('Control+a')
  await page.keyboard.type('gh-by-hand')
  const effect = page.getByRole('region', { name: 'Effect' })
  await expect(page).toHaveURL(/name=gh-by-hand/)
  await expect(effect).toContainText(/\+1new connection|1 dormant/, { timeout: 60_000 })
  await tabTo(page, page.getByRole('textbox', { name: 'Reason' }))
  await page.keyboard.type('By hand')
  await tabTo(page, page.getByRole('button', { name: /^Apply 1 / }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /gh-by-hand$/ })).toBeVisible({ timeout: 120_000 })
  const written = await policiesOf(administratorOf(house).iam).inline(role, 'gh-by-hand')
  expect(written).toContain(`${resourceId}/${user}`)
})
