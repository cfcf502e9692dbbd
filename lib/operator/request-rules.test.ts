import { describe, expect, it } from 'vitest'
import {
  contentSecurityPolicy,
  isFromThisMachine,
  isLoopback,
  isOwnHost,
  isOwnOrigin,
} from '@/lib/operator/request-rules'

describe('the host of a request', () => {
  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:3000', '[::1]:3000', '[::1]'])('may be %s', host => {
    expect(isOwnHost(host, [])).toBe(true)
    expect(isLoopback(host)).toBe(true)
  })

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    '127.0.0.2',
    '',
    'localhost@evil.example',
  ])('may not be %s', host => expect(isOwnHost(host, ['gatehouse.internal'])).toBe(false))

  it('may be a name that was allowed, on any port unless one was named', () => {
    expect(isOwnHost('gatehouse.internal:8443', ['gatehouse.internal'])).toBe(true)
    expect(isOwnHost('gatehouse.internal:1', ['gatehouse.internal:8443'])).toBe(false)
    expect(isLoopback('gatehouse.internal')).toBe(false)
    expect(isOwnHost(null, [])).toBe(false)
  })
})

describe('the origin of a write', () => {
  it('must be the very host that is asked', () => {
    expect(isOwnOrigin('http://127.0.0.1:3000', '127.0.0.1:3000')).toBe(true)
    for (const origin of [
      null,
      'null',
      'http://127.0.0.1:3001',
      'http://localhost:3000',
      'file://127.0.0.1:3000',
      'x',
    ]) {
      expect(isOwnOrigin(origin, '127.0.0.1:3000')).toBe(false)
    }
  })

  it('is the public address where there is one, even when a proxy sends another Host on', () => {
    const publicUrl = 'https://gatehouse.example.com'
    for (const host of ['gatehouse.example.com', '127.0.0.1:4400']) {
      expect(isOwnOrigin(publicUrl, host, publicUrl)).toBe(true)
      for (const origin of [
        null,
        'null',
        'http://gatehouse.example.com',
        'https://gatehouse.example.com:8443',
        'https://evil.example',
        `http://${host}`,
      ]) {
        expect(isOwnOrigin(origin, host, publicUrl)).toBe(false)
      }
    }
  })
})

describe('a request from this machine', () => {
  const from = (more: Record<string, string>, publicUrl: string | null = null) =>
    isFromThisMachine(new Headers({ host: '127.0.0.1:4400', ...more }), { publicUrl })
  /** What Next adds to a request that came without. */
  const filledIn = {
    'x-forwarded-for': '::ffff:127.0.0.1',
    'x-forwarded-host': '127.0.0.1:4400',
    'x-forwarded-port': '4400',
    'x-forwarded-proto': 'http',
  }

  it('asks a loopback name, without or with what Next fills in', () => {
    expect(from({})).toBe(true)
    expect(from(filledIn)).toBe(true)
  })

  it.each<[string, Record<string, string>]>([
    ['asks another name', { host: 'gatehouse.internal' }],
    ['comes over the network', { 'x-forwarded-for': '203.0.113.9' }],
    ['passed nginx, Host rewritten, addresses kept', { 'x-forwarded-for': '127.0.0.1, 203.0.113.9' }],
    ['passed Caddy', { 'x-forwarded-host': 'gatehouse.example.com' }],
    ['passed a proxy that ends TLS', { 'x-forwarded-proto': 'https' }],
    ['passed a proxy that says Forwarded', { forwarded: 'for=127.0.0.1' }],
    ['passed a proxy that says Via', { via: '1.1 edge' }],
    ['passed a proxy that says X-Real-IP', { 'x-real-ip': '127.0.0.1' }],
  ])('is not one that %s', (_, headers) => expect(from({ ...filledIn, ...headers })).toBe(false))

  it('is none at all under a public address: a silent proxy looks like this machine', () => {
    expect(from(filledIn, 'https://gatehouse.example.com')).toBe(false)
  })
})

describe('the content policy', () => {
  it('runs scripts of this answer only, and evaluates text in development only', () => {
    const policy = contentSecurityPolicy('N', false)
    expect(policy).toContain("script-src 'self' 'nonce-N' 'strict-dynamic';")
    expect(policy).not.toContain('unsafe-eval')
    expect(policy).toContain("frame-ancestors 'none'")
    expect(contentSecurityPolicy('N', true)).toContain("'unsafe-eval'")
  })
})
