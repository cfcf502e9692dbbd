import { NextRequest } from 'next/server'
import { beforeEach, describe, expect, it } from 'vitest'
import { sealSession, sessionCookie } from '@/lib/operator/session'
import { proxy } from '@/proxy'

const secret = 'a secret of thirty-two letters..'
beforeEach(() => {
  process.env.GATEHOUSE_SESSION_SECRET = secret
  process.env.GATEHOUSE_ALLOWED_HOSTS = 'gatehouse.internal'
})

interface Asked {
  host?: string
  method?: string
  origin?: string
  cookie?: string
}

function ask(path: string, { host = '127.0.0.1:3000', method = 'GET', origin, cookie }: Asked = {}) {
  const headers = new Headers({ host })
  if (origin) headers.set('origin', origin)
  if (cookie) headers.set('cookie', `${sessionCookie(host)}=${cookie}`)
  return proxy(new NextRequest(`http://${host}${path}`, { method, headers }))
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
const session = (at = new Date()) => sealSession({ sessionSecret: secret }, at, { name: 'mira' })

describe('without a session', () => {
  it.each([
    '/',
    '/targets',
    '/targets/us-east-1/db-X/export',
    '/tokens?databaseUser=x',
    '/palette',
    '/no-such-page',
  ])('%s is a plain page that tells where to get in, and nothing else', async path => {
    const response = await ask(path)
    const text = await response.text()
    expect(response.status).toBe(401)
    expect(text).toContain('Open the address that Gatehouse printed')
    expect(text).not.toContain('<script')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('an action is refused as well', async () => {
    const response = await ask('/targets', { method: 'POST', origin: 'http://127.0.0.1:3000' })
    expect(response.status).toBe(401)
  })

  it('health and metrics decide themselves how much they tell to whom', async () => {
    for (const path of ['/api/health', '/api/health?ready', '/api/metrics']) {
      expect((await ask(path)).status).toBe(200)
      expect((await ask(path, { host: 'gatehouse.internal' })).status).toBe(200)
    }
    expect((await ask('/api/health/x')).status).toBe(401)
  })

  it('the launch address and static files are open', async () => {
    expect((await ask('/launch?key=x')).status).toBe(200)
    expect((await ask('/_next/static/chunks/a.js')).status).toBe(200)
  })
})

describe('whatever the session', () => {
  it('another host name is refused: it may be a page that rebound its name to this machine', async () => {
    for (const path of ['/targets', '/launch?key=x', '/api/health', '/_next/static/a.js']) {
      expect((await ask(path, { host: 'evil.example', cookie: await session() })).status).toBe(421)
    }
    expect((await ask('/targets', { host: 'gatehouse.internal', cookie: await session() })).status).toBe(200)
  })

  it('a write from elsewhere, or from nowhere, is refused', async () => {
    const cookie = await session()
    const write = (origin?: string) =>
      ask('/targets', { method: 'POST', cookie, ...(origin ? { origin } : {}) })
    expect((await write('http://evil.example')).status).toBe(403)
    expect((await write('http://127.0.0.1:4000')).status).toBe(403)
    expect((await write('null')).status).toBe(403)
    expect((await write()).status).toBe(403)
    expect((await write('http://127.0.0.1:3000')).status).toBe(200)
  })
})

describe('with a session', () => {
  it('each answer has its own nonce, told to the page and to the browser alike', async () => {
    const cookie = await session()
    const [first, second] = await Promise.all([ask('/targets', { cookie }), ask('/targets', { cookie })])
    const nonce = (response: Response) =>
      /'nonce-([\w+/=]+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1]
    expect(nonce(first)).toBe(first.headers.get('x-middleware-request-x-nonce'))
    expect(nonce(first)).not.toBe(nonce(second))
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(first.headers.get('x-frame-options')).toBe('DENY')
  })

  it('belongs to one port: another server on this machine neither reads nor replaces it', async () => {
    expect(sessionCookie('127.0.0.1:3000')).not.toBe(sessionCookie('127.0.0.1:3001'))
    expect(sessionCookie('gatehouse.internal')).toBe('gatehouse_session')
    const headers = {
      host: '127.0.0.1:3001',
      cookie: `${sessionCookie('127.0.0.1:3000')}=${await session()}`,
    }
    const response = await proxy(new NextRequest('http://127.0.0.1:3001/targets', { headers }))
    expect(response.status).toBe(401)
  })

  it('one in use is renewed as it was, a fresh one is left alone', async () => {
    expect((await ask('/targets', { cookie: await session() })).headers.get('set-cookie')).toBeNull()
    const renewed = (await ask('/targets', { cookie: await session(hoursAgo(3)) })).headers.get('set-cookie')
    expect(renewed).toMatch(/HttpOnly/)
    expect(renewed).toMatch(/SameSite=strict/)
    expect((await ask('/targets', { cookie: await session(hoursAgo(30)) })).status).toBe(401)
  })
})
