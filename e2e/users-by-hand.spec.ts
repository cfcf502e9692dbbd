import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { ActivityPage } from './pages/activity-page'

test.use({ houseOptions: {}, permissions: ['clipboard-read', 'clipboard-write'] })

const { ordersProd } = TARGETS

test('the query is run with psql, its answer pasted, doubted, and kept with its mark', async ({
  page,
  house,
}) => {
  await page.goto(`${addressOf(ordersProd)}/users`)
  await page.getByRole('button', { name: 'Read by hand' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('-XAtq -f gatehouse-reading.sql')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('link', { name: /^Download/ }).click(),
  ])
  await dialog.getByRole('button', { name: 'Copy the query' }).click()
  const query = await page.evaluate(() => navigator.clipboard.readText())
  expect(await readFile(await download.path(), 'utf8')).toBe(query)

  const paste = dialog.getByRole('textbox', { name: /Paste the answer/ })
  await paste.fill('ERROR:  permission denied')
  await dialog.getByRole('button', { name: 'Keep the answer' }).click()
  await expect(dialog.getByRole('alert')).toContainText('The database refused the query')

  const front = house.simulator.fronts.find(one => one.identifier === ordersProd.name)
  if (!front) throw new Error('orders-prod has no front.')
  const way = `host=${front.host} hostaddr=127.0.0.1 port=${front.dialPort} dbname=orders user=legacy_api sslmode=verify-full sslrootcert=${house.simulator.caFile}`
  const answer = await new Promise<string>((resolve, reject) => {
    const options = { env: { ...process.env, PGPASSWORD: 'legacy-api-demo' }, maxBuffer: 16_777_216 }
    execFile('psql', [way, '-XAtq', '-c', query], options, (error, said) =>
      error ? reject(error) : resolve(said),
    )
  })
  await paste.fill(answer)
  await dialog.getByRole('button', { name: 'Keep the answer' }).click()
  await expect(dialog.getByRole('alert')).toContainText('AWS says that orders-prod runs')
  await dialog.getByRole('button', { name: 'Keep it all the same' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row').filter({ hasText: 'app_readonly' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText(/read by hand .* as legacy_api/)
  const activity = new ActivityPage(page)
  await activity.open()
  await expect(activity.entry('pasted a reading of the database users', 'orders-prod')).toBeVisible()
})
