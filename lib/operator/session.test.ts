import { describe, expect, it } from 'vitest'
import { assertCan } from '@/lib/operator/operator'
import { openSession, sealSession, spendLaunchKey } from '@/lib/operator/session'

const settings = { sessionSecret: 'a secret of thirty-two letters..', capabilities: ['read' as const] }
const now = new Date('2026-11-23T14:00:00Z')
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

describe('a session', () => {
  it('names its operator, with the capabilities of the server as it runs now', async () => {
    const cookie = await sealSession(settings, now, { name: 'mira' })
    const session = await openSession(cookie, { ...settings, capabilities: ['read', 'grant'] }, later(0.5))
    expect(session).toEqual({
      operator: { name: 'mira', capabilities: ['read', 'grant'], signedInAt: now.toISOString() },
      renew: false,
    })
  })

  it('is renewed while in use and ends when it is not', async () => {
    const cookie = await sealSession(settings, now, { name: 'mira' })
    expect((await openSession(cookie, settings, later(2)))?.renew).toBe(true)
    expect(await openSession(cookie, settings, later(25))).toBeNull()
  })

  it('keeps the moment of signing in when it is sealed again', async () => {
    const again = await sealSession(settings, later(2), { name: 'mira', signedInAt: now.toISOString() })
    expect((await openSession(again, settings, later(20)))?.operator.signedInAt).toBe(now.toISOString())
  })

  it('is nobody’s when altered, foreign, unsigned or missing', async () => {
    const cookie = await sealSession(settings, now)
    const [, payload] = cookie.split('.')
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    for (const bad of [undefined, '', 'x', `${cookie}x`, unsigned]) {
      expect(await openSession(bad, settings, now)).toBeNull()
    }
    const other = { ...settings, sessionSecret: 'another secret of thirty letters' }
    expect(await openSession(cookie, other, now)).toBeNull()
  })

  it('of another process is refused where no secret is set', async () => {
    const own = { ...settings, sessionSecret: null }
    const cookie = await sealSession(own, now)
    expect(await openSession(cookie, own, now)).not.toBeNull()
    expect(await openSession(cookie, settings, now)).toBeNull()
  })
})

describe('the launch key', () => {
  it('opens once', () => {
    const key = 'k'.repeat(32)
    expect(spendLaunchKey('wrong', key)).toBe('wrong')
    expect(spendLaunchKey(`${key}x`, key)).toBe('wrong')
    expect(spendLaunchKey('', key)).toBe('wrong')
    expect(spendLaunchKey(key, key)).toBe('accepted')
    expect(spendLaunchKey(key, key)).toBe('used')
  })

  it('opens nothing where none is set, not even the empty one', () => {
    expect(spendLaunchKey('', null)).toBe('wrong')
  })
})

describe('a capability', () => {
  it('is refused in words that say how to allow it', () => {
    const operator = { name: 'mira', capabilities: ['read' as const], signedInAt: now.toISOString() }
    expect(() => assertCan(operator, 'read')).not.toThrow()
    expect(() => assertCan(operator, 'grant')).toThrow(
      /may not change policies.*"grant" in GATEHOUSE_CAPABILITIES/,
    )
  })
})
