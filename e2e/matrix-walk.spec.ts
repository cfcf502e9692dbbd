import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alive } from './alive'
import { TARGETS } from './cast'
import { expect, test } from './fixtures'
import { MatrixPage } from './pages/matrix-page'
import { ScreenReader } from './screen-reader'

// A house of its own: elsewhere somebody may have had the database read.
test.use({ houseOptions: {} })

/** What is announced on a walk through the matrix. GATEHOUSE_UPDATE_WALK=1 writes it anew. */
const SCRIPT = join(import.meta.dirname, 'matrix-walk.txt')

test('a walk through the matrix by screen reader says what its script says', async ({ page }) => {
  const reader = await ScreenReader.at(page)
  const matrix = new MatrixPage(page)
  await matrix.open(TARGETS.ordersProd)
  await alive(page)
  const lines: string[] = []
  const note = async (step: string) => {
    lines.push('', `> ${step}`)
    lines.push(...(await reader.focused()).map(line => `  ${line}`))
    lines.push(...(await reader.heard()).map(line => `  heard: ${line}`))
  }
  /** Presses, waits until the page has answered, and writes down what there is to hear. */
  const press = async (key: string, answered?: () => Promise<unknown>) => {
    await page.keyboard.press(key)
    await answered?.()
    await note(key)
  }
  const chosen = page.getByRole('gridcell', { selected: true })
  const explained = async () => {
    await expect(chosen).toBeFocused()
    await expect(matrix.why).toHaveAttribute('aria-busy', 'false')
  }
  const announced = (words: RegExp) => () =>
    expect(page.locator('[role=status]').filter({ hasText: words }).first()).toBeAttached()

  await matrix.grid.locator('[data-column][tabindex="0"]').focus()
  await reader.heard()
  await note('Tab, into the grid')
  for (const key of ['ArrowRight', 'ArrowDown', 'End', 'Home', 'PageDown', 'Control+End', 'Control+Home']) {
    await press(key, explained)
  }
  await press('Enter', () => expect(matrix.why).toBeFocused())
  await press('Escape', () => expect(matrix.why).toHaveCount(0))

  // The first row that stands for several principals.
  const folded = matrix.grid
    .locator('[data-line]')
    .filter({ has: page.locator('[aria-expanded]') })
    .first()
  const line = Number(await folded.getAttribute('data-line'))
  await page.keyboard.press('Control+Home')
  for (let at = 0; at < line; at++) await page.keyboard.press('ArrowDown')
  await explained()
  await reader.heard()
  await note(`ArrowDown, to the first folded row`)
  await press('Space', announced(/^Row opened/))
  await press('ArrowDown', explained)
  await press('ArrowUp', explained)
  await press('Space', announced(/^Row closed/))
  await press('g', announced(/^Every principal/))
  await press('g', announced(/^Identical rows folded/))
  await press('e', announced(/no members/))
  await press('End', explained)
  await press('ArrowLeft', explained)
  await press('e', announced(/expanded/))
  await press('ArrowRight', explained)
  await press('e', announced(/collapsed/))
  await press('Enter', () => expect(matrix.why).toBeFocused())
  await press('Escape', () => expect(matrix.why).toHaveCount(0))

  const chip = page.getByRole('button', { name: /^Denied, / })
  await chip.focus()
  await note('Shift+Tab, to the chip Denied')
  await press('Space', announced(/^Denied hidden/))
  await press('Space', announced(/^Denied shown/))
  const table = page.getByRole('button', { name: 'Show as table' })
  await table.focus()
  await note('Tab, to Show as table')
  await press('Enter', () => expect(page.getByRole('region', { name: 'Access as a table' })).toBeVisible())
  await page.getByRole('region', { name: 'Access as a table' }).getByRole('button').first().focus()
  await note('Tab, into the table')

  const script = `${lines.join('\n').trim()}\n`
  if (process.env.GATEHOUSE_UPDATE_WALK) writeFileSync(SCRIPT, script)
  expect(script).toBe(readFileSync(SCRIPT, 'utf8'))
})
