import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, isLoopback, isOwnHost, isOwnOrigin } from '@/lib/operator/request-rules'

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
