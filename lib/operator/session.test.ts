import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { endedSessions } from '@/lib/operator/ended-sessions'
import { assertCan, CAPABILITIES, capabilitiesIn, type Operator, within } from '@/lib/operator/operator'
import { openSession, sealSession } from '@/lib/operator/session'

const settings = {
  sessionSecret: 'a secret of thirty-two letters..',
  capabilities: ['read' as const],
  sessionIdleMinutes: 480,
  sessionHours: 24,
}
const now = new Date('2026-11-23T14:00:00Z')
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

describe('a session', () => {
  it('names its operator, with the capabilities of the server as it runs now', async () => {
    const cookie = await sealSession(settings, now, { name: 'mira' })
    const session = await openSession(cookie, { ...settings, capabilities: ['read', 'grant'] }, later(0.5))
    expect(session).toEqual({
      operator: {
        kind: 'person',
        name: 'mira',
        given: [...CAPABILITIES],
        capabilities: ['read', 'grant'],
        signedInAt: now.toISOString(),
        sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
      renew: false,
    })
  })

  it('is renewed while in use and ends when it is not', async () => {
    const cookie = await sealSession(settings, now, { name: 'mira' })
    expect((await openSession(cookie, settings, later(2)))?.renew).toBe(true)
    expect(await openSession(cookie, settings, later(25))).toBeNull()
  })

  it('ends when it is not used for as long as the setting says', async () => {
    const cookie = await sealSession(settings, now)
    expect(await openSession(cookie, settings, later(7.9))).not.toBeNull()
    expect(await openSession(cookie, settings, later(8))).toBeNull()
    expect(await openSession(cookie, { ...settings, sessionIdleMinutes: 30 }, later(0.5))).toBeNull()
  })

  it('keeps its id and the moment of signing in when it is sealed again', async () => {
    const first = await openSession(await sealSession(settings, now), settings, now)
    const again = await openSession(
      await sealSession(settings, later(6), first?.operator),
      settings,
      later(12),
    )
    expect(again?.operator).toEqual(first?.operator)
  })

  it('ends a day after signing in, however much it is used', async () => {
    const used = (hours: number) => sealSession(settings, later(hours), { signedInAt: now.toISOString() })
    expect(await openSession(await used(23.5), settings, later(23.9))).not.toBeNull()
    expect(await openSession(await used(23.5), settings, later(24))).toBeNull()
  })

  it.each<[string, number, string]>([
    ['sealed in the future', 2 / 60, now.toISOString()],
    ['signed in in the future', 0, later(1).toISOString()],
    ['signed in years ago', 0, '2019-01-01T00:00:00Z'],
    ['signed in at no moment', 0, 'yesterday'],
  ])(
    'is refused when %s, though the signature is right and it has not expired',
    async (_, hours, signedInAt) => {
      const sealed = new SignJWT({ signedInAt })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('mira')
        .setJti('2b1f1b9e-6d0b-4f0c-9d0e-5a2f6f0c7a11')
        .setIssuer('gatehouse')
        .setIssuedAt(later(hours).getTime() / 1000)
        .setExpirationTime(later(1000).getTime() / 1000)
      const cookie = await sealed.sign(new TextEncoder().encode(settings.sessionSecret))
      expect(await openSession(cookie, settings, now)).toBeNull()
    },
  )

  it('from a server whose clock is half a minute ahead is open', async () => {
    expect(await openSession(await sealSession(settings, later(0.5 / 60)), settings, now)).not.toBeNull()
  })

  it('is nobody’s once it was ended', async () => {
    const [one, other] = [await sealSession(settings, now), await sealSession(settings, now)]
    const opened = await openSession(one, settings, now)
    endedSessions().add(opened?.operator.sessionId ?? '')
    expect(await openSession(one, settings, now)).toBeNull()
    expect(await openSession(other, settings, now)).not.toBeNull()
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

describe('a capability', () => {
  const mira: Operator = {
    kind: 'person',
    name: 'mira',
    ...within([], []),
    signedInAt: now.toISOString(),
  }

  it('is refused in words that say how to allow it', () => {
    const asking = { actor: { ...mira, ...within(['read'], CAPABILITIES) } }
    expect(() => assertCan(asking, 'read')).not.toThrow()
    expect(() => assertCan(asking, 'grant')).toThrow(
      /may not change policies.*"grant" in GATEHOUSE_CAPABILITIES/,
    )
  })

  it('belongs to who asks: what somebody was not given is refused where the server allows it', () => {
    const asking = { actor: { ...mira, ...within(CAPABILITIES, ['read']) } }
    expect(() => assertCan(asking, 'read')).not.toThrow()
    expect(() => assertCan(asking, 'mint')).toThrow(/may not issue tokens here: mira was not given/)
  })

  it('is what was written down, all of it where nothing was, and none that is not one', () => {
    expect(capabilitiesIn(undefined)).toEqual(CAPABILITIES)
    expect(capabilitiesIn(null)).toEqual(CAPABILITIES)
    expect(capabilitiesIn(['grant', 'read', 'everything'])).toEqual(['read', 'grant'])
    for (const none of [[], 'read', {}, 0]) expect(capabilitiesIn(none)).toEqual([])
  })

  it('is sealed in the session, and the server is the ceiling', async () => {
    const cookie = await sealSession(settings, now, { given: ['read', 'grant'] })
    const opened = await openSession(cookie, { ...settings, capabilities: ['read', 'mint'] }, now)
    expect(opened?.operator).toMatchObject({ given: ['read', 'grant'], capabilities: ['read'] })
  })
})
