import { describe, expect, it } from 'vitest'
import { visitorOf } from '@/lib/operator/visitor'

const visitor = (headers: Record<string, string>) => visitorOf(new Headers(headers))

describe('a visitor', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox on Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0',
      'Microsoft Edge on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      'Safari on iOS',
    ],
    ['curl/8.5.0', 'curl'],
    ['', 'unknown'],
  ])('%j is shown in words', (agent, words) => {
    expect(visitor({ 'user-agent': agent }).browser).toBe(words)
  })

  it('is where our own proxy saw it, not where it says it is', () => {
    expect(visitor({ 'x-forwarded-for': '10.0.0.1, 203.0.113.9' }).address).toBe('203.0.113.9')
    expect(visitor({ 'x-forwarded-for': '::ffff:127.0.0.1' }).address).toBe('127.0.0.1')
    expect(visitor({ 'x-forwarded-for': 'x'.repeat(500) }).address).toHaveLength(45)
  })
})
