import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { TARGETS } from './cast'
import { expect, test } from './fixtures'
import { TokenPage } from './pages/token-page'
import { everyRoute } from './routes-of-cast'

test.use({ houseOptions: {}, permissions: ['clipboard-read', 'clipboard-write'] })

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}

/** The databases go on working: a file of theirs that is gone by now holds nothing. */
async function contentOf(file: string): Promise<string> {
  try {
    return (await readFile(file)).toString('latin1')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

test('a token reaches nothing but the page that asked for it', async ({ page, house }) => {
  test.slow()
  const token = new TokenPage(page)
  await token.choose(TARGETS.ordersProd, 'app_readonly', 'role/data-analyst')
  await token.issue('canary')
  const text = await token.copy('Token')
  await token.issued.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(token.issued.getByRole('heading', { name: 'Connection works' })).toBeVisible()
  const query = new URLSearchParams(text.slice(text.indexOf('?')))
  const secrets = ['X-Amz-Signature', 'X-Amz-Security-Token'].map(name => query.get(name) ?? '')
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(30)
  const holds = (where: string) =>
    secrets.some(secret => where.includes(secret) || where.includes(encodeURIComponent(secret)))
  const inBrowser = () =>
    page.evaluate(() =>
      JSON.stringify([
        location.href,
        history.state,
        { ...localStorage },
        { ...sessionStorage },
        performance.getEntries().map(entry => entry.name),
        document.cookie,
      ]),
    )

  expect(holds(await inBrowser()), 'address, history or storage of the token page').toBe(false)
  for (const route of everyRoute()) {
    const answer = await page.request.get(route)
    expect(holds(await answer.text()), route).toBe(false)
  }
  for (const route of [
    '/a/111122223333/tokens',
    '/activity',
    '/activity/export?format=json',
    '/activity/export?format=csv',
  ]) {
    await page.goto(route.startsWith('/activity/export') ? '/activity' : route)
    expect(holds(await page.content()), route).toBe(false)
    expect(holds(await inBrowser()), route).toBe(false)
    expect(holds(await (await page.request.get(route)).text()), route).toBe(false)
  }
  expect(house.output()).not.toBe('')
  expect(holds(house.output()), 'log').toBe(false)
  const files = await filesUnder(house.dataDir)
  expect(files.length).toBeGreaterThan(100)
  for (const file of files) expect(holds(await contentOf(file)), file).toBe(false)
})
