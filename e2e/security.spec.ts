import { request as rawRequest } from 'node:http'
import { request } from '@playwright/test'
import { expect, test } from './fixtures'
import type { House } from './house'
import { everyRoute } from './routes-of-cast'

const DATA = /orders-prod|oncall-sre|111122223333|1111-2222-3333/
const READS = [
  '/palette',
  '/a/111122223333/targets/export',
  '/activity/export',
  '/a/111122223333/principals',
  '/a/111122223333/tokens/plan',
  '/a/111122223333/tokens/ca-bundle',
]

/** A client that holds nothing; by itself a context would carry the session of this test. */
const stranger = (house: House, more: { extraHTTPHeaders?: Record<string, string> } = {}) =>
  request.newContext({ baseURL: house.dashboard.url, storageState: { cookies: [], origins: [] }, ...more })

test('every route keeps to its content policy and is not stored', async ({ page }) => {
  test.slow()
  // Violations and uncaught errors end the test by themselves: see fixtures.ts.
  for (const route of everyRoute()) {
    const answer = await page.goto(route)
    await expect(page.locator('main').first()).toBeVisible()
    const headers = answer?.headers() ?? {}
    expect(headers['content-security-policy'], route).toMatch(
      /script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'/,
    )
    expect(headers['cache-control'], route).toContain('no-store')
    expect(headers['x-frame-options'], route).toBe('DENY')
  }
})

test('without the session every address answers 401 and tells nothing', async ({ house }) => {
  const nobody = await stranger(house)
  for (const route of [...everyRoute(), ...READS]) {
    const answer = await nobody.get(route, { maxRedirects: 0 })
    expect(answer.status(), route).toBe(401)
    expect(await answer.text(), route).not.toMatch(DATA)
  }
  const write = await nobody.post('/refresh', { headers: { origin: house.dashboard.url } })
  expect(write.status()).toBe(401)
  await nobody.dispose()
})

test('a forged session is as good as none', async ({ house, sessionState }) => {
  const [cookie] = sessionState.cookies
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: false })
  const forged = `${cookie?.value.slice(0, -2)}xx`
  const nobody = await stranger(house, { extraHTTPHeaders: { cookie: `${cookie?.name}=${forged}` } })
  expect((await nobody.get('/a/111122223333/targets')).status()).toBe(401)
  await nobody.dispose()
})

/** Past every client that would correct the header. */
function statusFor(
  port: number,
  headers: Record<string, string>,
  method = 'GET',
  path = '/a/111122223333/targets',
) {
  return new Promise<number>((resolve, reject) => {
    rawRequest({ host: '127.0.0.1', port, path, method, headers }, answer => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

test('an unknown Host is answered 421', async ({ house, sessionState }) => {
  const cookie = sessionState.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const { port } = house.dashboard
  expect(await statusFor(port, { host: 'gatehouse.evil.example', cookie })).toBe(421)
  expect(await statusFor(port, { host: `127.0.0.1:${port}`, cookie })).toBe(200)
})

test('a write without an Origin, or with a foreign one, is refused', async ({ house, sessionState }) => {
  const cookie = sessionState.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const { port } = house.dashboard
  const host = `127.0.0.1:${port}`
  const write = (more: Record<string, string>) =>
    statusFor(port, { host, cookie, ...more }, 'POST', '/refresh')
  expect(await write({})).toBe(403)
  expect(await write({ origin: 'null' })).toBe(403)
  expect(await write({ origin: 'http://127.0.0.1:1' })).toBe(403)
  expect(await write({ origin: 'https://evil.example' })).toBe(403)
  expect(await write({ origin: `http://${host}` })).toBeLessThan(400)
})

test('the launch key works once, and a wrong one never', async ({ house, sessionState }) => {
  expect(sessionState.cookies).not.toHaveLength(0)
  const nobody = await stranger(house)
  const again = await nobody.get(house.dashboard.launchUrl)
  expect(again.status()).toBe(401)
  expect(await again.text()).toContain('works once')
  expect((await nobody.get('/launch?key=wrong')).status()).toBe(401)
  expect((await nobody.get('/launch')).status()).toBe(401)
  expect((await nobody.get('/a/111122223333/targets')).status()).toBe(401)
  await nobody.dispose()
})
