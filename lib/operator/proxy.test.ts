import { NextRequest } from 'next/server'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { homeAccount } from '@/lib/account'
import { sealSession } from '@/lib/operator/session'
import { sessionCookie, sessionCookieOptions } from '@/lib/operator/session-cookie'
import { proxy } from '@/proxy'

const secret = 'a secret of thirty-two letters..'
beforeEach(() => {
  vi.stubEnv('GATEHOUSE_SESSION_SECRET', secret)
  vi.stubEnv('GATEHOUSE_ALLOWED_HOSTS', 'gatehouse.internal')
  // The records are away all the time: nobody is shut out by that.
  vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1:1/none')
  vi.stubEnv('GATEHOUSE_PUBLIC_URL', undefined)
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
    '/a/111122223333/targets',
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
    expect((await ask('/settings', { host: 'gatehouse.internal', cookie: await session() })).status).toBe(200)
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
    const [first, second] = await Promise.all([ask('/settings', { cookie }), ask('/settings', { cookie })])
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
    expect((await ask('/settings', { cookie: await session() })).headers.get('set-cookie')).toBeNull()
    const renewed = (await ask('/settings', { cookie: await session(hoursAgo(3)) })).headers.get('set-cookie')
    expect(renewed).toMatch(/HttpOnly/)
    expect(renewed).toMatch(/SameSite=lax/)
    expect((await ask('/settings', { cookie: await session(hoursAgo(30)) })).status).toBe(401)
  })
})

describe('addresses of before, which named no account', () => {
  const asked = async (path: string, method = 'GET') => {
    const answer = await ask(path, { method, cookie: await session(), origin: 'http://127.0.0.1:3000' })
    const location = answer.headers.get('location')
    return { status: answer.status, to: location?.replace(/^http:\/\/[^/]+/, '') ?? null }
  }
  beforeEach(() => {
    homeAccount().id = '111122223333'
  })
  afterAll(() => {
    homeAccount().id = null
  })

  it.each([
    '/targets',
    '/targets/us-east-1/db-X/settings?switch=on',
    '/targets/us-east-1/db-X/export?format=json&hide=a%2Cb',
    '/principals/one?arn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fx',
    '/reach/user?name=a+b',
    '/grants/new?on=us-east-1%2Fdb-X&on=us-east-1%2Fdb-Y',
    '/tokens/ca-bundle',
    '/findings?kind=a&kind=b',
  ])('%s leads to itself in the account that is read, with all that followed it', async path => {
    for (const method of ['GET', 'HEAD'])
      expect(await asked(path, method)).toEqual({ status: 307, to: `/a/111122223333${path}` })
  })

  it('lead to the home account while AWS has not said which that is: nothing waits, and nothing is lost', async () => {
    homeAccount().id = null
    expect(await asked('/findings?kind=a')).toEqual({ status: 307, to: '/a/home/findings?kind=a' })
  })

  it('are followed for reading alone, and what belongs to the server stays where it is', async () => {
    expect(await asked('/targets', 'POST')).toEqual({ status: 200, to: null })
    for (const path of ['/', '/activity', '/settings', '/palette?q=targets', '/targetsx', '/a/1/targets'])
      expect(await asked(path), path).toEqual({ status: 200, to: null })
  })

  it('no browser keeps the way: the server may read another account tomorrow', async () => {
    const answer = await ask('/targets', { cookie: await session() })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})

it('pages and actions are told the account of their address, whatever a browser says of it', async () => {
  const headers = {
    host: '127.0.0.1:3000',
    cookie: `${sessionCookie('127.0.0.1:3000')}=${await session()}`,
    'x-gatehouse-account': '444455556666',
  }
  const told = async (path: string) => {
    const answer = await proxy(new NextRequest(`http://127.0.0.1:3000${path}`, { headers }))
    return answer.headers.get('x-middleware-request-x-gatehouse-account')
  }
  expect(await told('/a/111122223333/targets')).toBe('111122223333')
  expect(await told('/activity')).toBe('home')
})

describe('behind a reverse proxy', () => {
  const publicUrl = 'https://gatehouse.example.com'
  beforeEach(() => {
    vi.stubEnv('GATEHOUSE_PUBLIC_URL', publicUrl)
  })

  const through = async (host: string, more: Record<string, string> = {}, method = 'GET') => {
    const cookie = `${sessionCookie(host, publicUrl)}=${await session(hoursAgo(3))}`
    const headers = { host, cookie, ...more }
    return proxy(new NextRequest(`http://${host}/settings`, { method, headers }))
  }

  it.each(['gatehouse.example.com', '127.0.0.1:4400'])('that says Host: %s, one is let in', async host => {
    const answer = await through(host)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-gatehouse_session=.*Path=\/.*Secure/)
    const write = await through(host, { origin: publicUrl }, 'POST')
    expect(write.status).toBe(200)
    // Next asks once more whether the Origin of an action is its own.
    expect(write.headers.get('x-middleware-request-x-forwarded-host')).toBe('gatehouse.example.com')
    for (const origin of ['https://evil.example', `http://${host}`, 'null'])
      expect((await through(host, { origin }, 'POST')).status).toBe(403)
  })

  it('X-Forwarded-Proto alone makes no cookie secure, and no name our own', async () => {
    vi.stubEnv('GATEHOUSE_PUBLIC_URL', undefined)
    const cookie = `gatehouse_session_3000=${await session(hoursAgo(3))}`
    const headers = { host: '127.0.0.1:3000', cookie, 'x-forwarded-proto': 'https' }
    const answer = await proxy(new NextRequest('http://127.0.0.1:3000/settings', { headers }))
    expect(answer.headers.get('set-cookie')).toMatch(/^gatehouse_session_3000=/)
    expect(answer.headers.get('set-cookie')).not.toMatch(/Secure/)
    expect((await ask('/targets', { host: 'gatehouse.example.com' })).status).toBe(421)
  })
})

describe('the session cookie', () => {
  it('is bound to TLS where the public address has it, and named by its port', () => {
    expect(sessionCookie('127.0.0.1:4400', 'https://gatehouse.example.com')).toBe('__Host-gatehouse_session')
    expect(sessionCookie('x', 'https://gatehouse.example.com:8443')).toBe('__Host-gatehouse_session_8443')
    expect(sessionCookie('x', 'http://gatehouse.internal')).toBe('gatehouse_session')
    expect(sessionCookieOptions('https://gatehouse.example.com')).toEqual({
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: true,
    })
    expect(sessionCookieOptions('http://gatehouse.internal').secure).toBe(false)
    expect(sessionCookieOptions(null).secure).toBe(false)
  })
})
