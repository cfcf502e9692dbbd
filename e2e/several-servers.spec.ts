import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@/lib/embedded-postgres/start-postgres'
import { demoEnvironment } from '@/lib/launch/environment.js'
import { startDashboard } from '@/lib/launch/processes.js'
import { signIn as exchange } from '@/lib/launch/sign-in.js'
import { createDemoAuthority } from '@/lib/simulator/databases/certificates'
import { test as base, expect } from './fixtures'
import { signIn } from './sign-in'

type Dashboard = Awaited<ReturnType<typeof startDashboard>>
type Start = (env: Record<string, string>) => Promise<Dashboard>

/** Further dashboards on the account of this house, each with a data folder of its own. */
const test = base.extend<{ start: Start }>({
  start: async ({ house }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-servers-'))
    const started: Dashboard[] = []
    await use(async env => {
      const common = demoEnvironment(house.simulator, join(folder, String(started.length)))
      const dashboard = await startDashboard({ env: { ...common, GATEHOUSE_SCAN_MINUTES: '0', ...env } })
      started.push(dashboard)
      return dashboard
    })
    await Promise.all(started.map(dashboard => dashboard.stop()))
    rmSync(folder, { recursive: true, force: true })
  },
})

const statusOf = async (address: string, cookie: string) =>
  (await fetch(address, { headers: { cookie }, redirect: 'manual' })).status

test('a session ended on one server is ended on the other, and another secret opens nothing', async ({
  start,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-shared-'))
  const records = await startPostgres({ dataDir: join(folder, 'records'), fsync: false })
  const { user, socketDir, port } = records
  const shared = {
    DATABASE_URL: `postgresql://${user}@/postgres?host=${encodeURIComponent(socketDir)}&port=${port}`,
    GATEHOUSE_SESSION_SECRET: 'one secret for two servers, of 38 chars',
  }
  const one = await start(shared)
  const two = await start(shared)
  const stranger = await start({
    ...shared,
    GATEHOUSE_SESSION_SECRET: 'the secret of some other installation',
  })
  const [, value] = (await exchange(one.launchUrl)).split('=')
  const on = ({ url, port }: Dashboard) => statusOf(`${url}/settings`, `gatehouse_session_${port}=${value}`)
  expect(await on(one)).toBe(200)
  expect(await on(two)).toBe(200)
  expect(await on(stranger)).toBe(401)
  const answer = await fetch(`${one.url}/sign-out`, {
    method: 'POST',
    headers: { origin: one.url, cookie: `gatehouse_session_${one.port}=${value}` },
    redirect: 'manual',
  })
  expect(answer.status).toBe(303)
  expect(await on(one)).toBe(401)
  await expect.poll(() => on(two), { timeout: 8_000 }).toBe(401)
  await records.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('the eleventh wrong key within a minute is answered 429, with when to try again', async ({ start }) => {
  const { url, launchUrl } = await start({})
  const wrong = (headers: Record<string, string> = {}) => fetch(`${url}/launch?key=wrong`, { headers })
  // A page elsewhere that loads the address as a picture makes nobody wait.
  for (let n = 0; n < 12; n++) expect((await wrong({ 'sec-fetch-dest': 'image' })).status).toBe(401)
  for (let n = 0; n < 10; n++) expect((await wrong()).status).toBe(401)
  const answer = await fetch(launchUrl)
  expect(answer.status).toBe(429)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await answer.text()).toContain('Too many wrong keys')
})

const NAME = 'gatehouse.example.com'

/** The smallest reverse proxy: ends TLS, and sends on what `headers` makes of a request's. */
async function reverseProxy(
  port: number,
  headers: (own: Record<string, unknown>) => Record<string, unknown>,
) {
  const tls = await (await createDemoAuthority()).issueFor([NAME])
  const server = createServer({ SNICallback: (_name, found) => found(null, tls) }, (asked, answer) => {
    const { method, url: path } = asked
    const sent = headers(asked.headers) as Record<string, string>
    const passed = request({ host: '127.0.0.1', port, method, path, headers: sent }, from => {
      answer.writeHead(from.statusCode ?? 502, from.headers)
      from.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, close: () => server.closeAllConnections() }
}

for (const [kind, headers] of [
  ['keeps Host', (own: object) => own],
  ['rewrites Host', (own: object) => ({ ...own, host: 'localhost' })],
] as const) {
  test(`behind a reverse proxy that ${kind} one signs in, acts, and sees no figures without a session`, async ({
    start,
    playwright,
    launchOptions,
  }) => {
    const dashboard = await start({ GATEHOUSE_PUBLIC_URL: `https://${NAME}` })
    const front = await reverseProxy(dashboard.port, own => ({ ...headers(own) }))
    expect(dashboard.launchUrl).toMatch(/^https:\/\/gatehouse\.example\.com\/launch\?key=/)
    const browser = await playwright.chromium.launch({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${NAME}:443 127.0.0.1:${front.port}`],
    })
    const context = await browser.newContext({ ignoreHTTPSErrors: true })
    const page = await context.newPage()
    for (const path of ['/api/metrics', '/api/health'])
      expect(await (await page.goto(`https://${NAME}${path}`))?.text()).not.toMatch(/gatehouse_|inventoryAge/)
    await signIn(page, dashboard.launchUrl)
    expect(await context.cookies(`https://${NAME}`)).toMatchObject([
      { name: '__Host-gatehouse_session', secure: true, httpOnly: true, sameSite: 'Lax', path: '/' },
    ])
    await page.goto(`https://${NAME}/settings`)
    const panel = page.locator('#sessions')
    await panel.getByRole('button', { name: 'Make a sign-in address for another browser' }).click()
    await expect(panel.locator('pre')).toContainText(`https://${NAME}/launch?key=`)
    await panel.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('heading', { name: 'Signed out' })).toBeVisible()
    await browser.close()
    front.close()
  })
}
