import { request as rawRequest } from 'node:http'
import { addressOf, roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'

const EXPORTS = [
  '/a/111122223333/targets/export',
  '/a/111122223333/findings/export',
  '/activity/export',
  '/a/111122223333/reach/export',
  '/a/111122223333/reach/user/export?name=metrics',
  `${addressOf(TARGETS.ordersProd)}/export`,
  `/a/111122223333/principals/one/export?arn=${encodeURIComponent(roleArn('data-analyst'))}`,
  '/a/111122223333/tokens/ca-bundle',
]
const with_ = (path: string, query: string) => `${path}${path.includes('?') ? '&' : '?'}${query}`

interface Sent {
  method?: string
  headers?: Record<string, string>
  pieces?: string[]
}

/** Past every client that would correct an address, a header or the length of a body. */
function send(port: number, path: string, { method = 'GET', headers = {}, pieces = [] }: Sent = {}) {
  return new Promise<number>((resolve, reject) => {
    const asked = rawRequest({ host: '127.0.0.1', port, path, method, headers }, answer => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', reject)
    for (const piece of pieces) asked.write(piece)
    asked.end()
  })
}

test('a format that does not exist is 400 on every export', async ({ page }) => {
  for (const path of EXPORTS) {
    const fine = await page.request.get(path)
    expect(fine.status(), path).toBe(200)
    expect(fine.headers()['content-disposition'], path).toMatch(/^attachment; filename=/)
    for (const format of ['__proto__', 'constructor', 'toString', 'ocsf', '', 'csv&format=csv']) {
      const answer = await page.request.get(with_(path, `format=${format}`))
      expect(answer.status(), `${path} ${format}`).toBe(400)
      expect(await answer.text()).toContain('There is no such format')
    }
  }
})

test('a broken percent sign in an address is 400, a body without end 413', async ({
  house,
  sessionState,
}) => {
  const { port, url } = house.dashboard
  const cookie = sessionState.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  expect(await send(port, '/a/111122223333/targets/%E0%A4%A', { headers: { cookie } })).toBe(400)
  const piece = 'x'.repeat(256 * 1024)
  for (const more of [{}, { 'next-action': `40${'a'.repeat(40)}` }]) {
    const headers = { cookie, origin: url, 'content-type': 'text/plain;charset=UTF-8', ...more }
    for (const length of [{}, { 'content-length': String(5 * piece.length) }]) {
      const sent = { method: 'POST', headers: { ...headers, ...length }, pieces: Array(5).fill(piece) }
      expect(await send(port, '/a/111122223333/targets', sent)).toBe(413)
    }
  }
})

test('a stranger is told that the server lives, and nothing more', async ({ house, page }) => {
  const { port, url } = house.dashboard
  const viaProxy = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': `127.0.0.1:${port}` }
  expect(await send(port, '/api/health', { headers: viaProxy })).toBe(200)
  expect(await send(port, '/api/health?ready', { headers: viaProxy })).toBe(200)
  expect(await send(port, '/api/metrics', { headers: viaProxy })).toBe(401)
  const told = await fetch(`${url}/api/health`, { headers: { via: '1.1 proxy' } })
  expect(await told.json()).toEqual({ status: 'ok' })
  const signedIn = await page.request.get('/api/metrics', { headers: viaProxy })
  expect(await signedIn.text()).toContain('gatehouse_http_requests_total')
  expect(await (await fetch(`${url}/api/health?ready`)).json()).toMatchObject({ status: 'ok', records: 'ok' })
})

test('what Next prints itself is a line of JSON without the token that it repeats', async ({
  house,
  sessionState,
}) => {
  const { port, url } = house.dashboard
  const cookie = sessionState.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const signature = 'ab'.repeat(32)
  const token = `evil.example:5432/?Action=connect&X-Amz-Signature=${signature}`
  const type = { 'content-type': 'text/plain;charset=UTF-8' }
  for (const headers of [{ 'next-action': token }, { 'next-action': token, 'x-forwarded-host': token }]) {
    const sent = { method: 'POST', headers: { cookie, origin: url, ...type, ...headers }, pieces: ['[]'] }
    expect(await send(port, '/a/111122223333/targets', sent)).toBeGreaterThanOrEqual(400)
  }
  await expect.poll(() => house.output()).toContain('Server Reference ID')
  expect(house.output()).not.toContain(signature)
  for (const line of house.output().trim().split('\n')) expect(() => JSON.parse(line), line).not.toThrow()
})
