import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { alive } from './alive'
import { expect, test } from './fixtures'
import { tabTo } from './tab-to'

// A house of its own: what is written to the log here is told of nowhere else.
test.use({ houseOptions: { account: 'empty' } })

const verifyLog = (...parameters: string[]) =>
  promisify(execFile)(process.execPath, [
    '--conditions=react-server',
    '--import',
    'tsx',
    'lib/launch/verify-log-program.ts',
    ...parameters,
  ])

test('the badge says by keyboard what was checked, and what no check can see', async ({ page }) => {
  await page.goto('/activity')
  await alive(page)
  await tabTo(page, page.getByRole('button', { name: /^Log intact 1 entry/ }))
  await page.keyboard.press('Enter')
  const told = page.getByRole('dialog', { name: 'What the log was checked for' })
  await expect(told).toContainText(/1 entry sealed with key [0-9a-f]{12}/)
  await expect(told).toContainText('Entry 1 is still the one that this server noted')
  await expect(told).toContainText('What was never written')
  await page.keyboard.press('Escape')
  await expect(told).toBeHidden()
})

test('an exported log and its head are verified elsewhere, with the key of the server', async ({
  page,
  house,
}) => {
  await page.goto('/activity')
  await page.getByRole('button', { name: /^Log intact/ }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export head' }).click()
  const head = join(house.dataDir, 'head.json')
  await (await downloading).saveAs(head)

  const file = join(house.dataDir, 'activity.json')
  const text = await (await page.request.get('/activity/export?format=json')).text()
  await writeFile(file, text)
  const key = join(house.dataDir, 'dashboard', 'audit.key')
  const { stdout } = await verifyLog('--file', file, '--head', head, '--key-file', key)
  expect(stdout).toMatch(/^The chain is intact: 1 entry, 1 to 1/)

  await writeFile(file, text.replaceAll('signed in', 'never signed in'))
  await expect(verifyLog('--file', file)).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('broken at entry 1'),
  })
  expect(house.output()).toContain('"auditHead":{"id":1,')
})
