import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { endedSessions } from '@/lib/operator/ended-sessions'
import { localName } from '@/lib/operator/local-name.js'
import { CAPABILITIES, type Capability, capabilitiesIn, type Operator, within } from '@/lib/operator/operator'
import { processState } from '@/lib/operator/process-state'

const ownSecret = processState('own secret', () => new Uint8Array(randomBytes(32)))

const secretKey = (set: string | null): Uint8Array =>
  set === null ? ownSecret() : new TextEncoder().encode(set)

/** Tells one secret from another without telling it: which sessions a cookie can still be for. */
export function secretFingerprint(set: string | null): string {
  return createHash('sha256').update(secretKey(set)).digest('hex').slice(0, 16)
}

export interface SessionSettings {
  sessionSecret: string | null
  capabilities: Capability[]
  sessionIdleMinutes: number
  sessionHours: number
}

/** Carries no end of its own: how long it may live is judged by the settings of the server that opens it. */
export async function sealSession(
  { sessionSecret }: Pick<SessionSettings, 'sessionSecret'>,
  now: Date,
  session: Partial<Pick<Operator, 'name' | 'signedInAt' | 'sessionId' | 'given'>> = {},
): Promise<string> {
  return new SignJWT({
    signedInAt: session.signedInAt ?? now.toISOString(),
    may: session.given ?? CAPABILITIES,
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setJti(session.sessionId ?? randomUUID())
    .setSubject(session.name ?? localName())
    .setIssuer('gatehouse')
    .setIssuedAt(Math.floor(now.getTime() / 1000))
    .sign(secretKey(sessionSecret))
}

export interface OpenSession {
  operator: Operator & { sessionId: string }
  /** Old enough to be sealed again, so that a session in use does not end. */
  renew: boolean
}

/** How far the clocks of two servers may be apart. */
const CLOCK_SKEW_MS = 60_000
const MINUTE_MS = 60_000

/** A moment that is not yet, or not one at all, is never within a span. */
const isWithin = (ageMs: number, spanMs: number) => ageMs >= -CLOCK_SKEW_MS && ageMs < spanMs

/**
 * Null for a cookie that is missing, altered, foreign, from the future, unused or open for too long, or ended.
 * What its person was given is sealed in it; the settings are the ceiling.
 */
export async function openSession(
  cookie: string | undefined,
  { sessionSecret, capabilities, sessionIdleMinutes, sessionHours }: SessionSettings,
  now: Date,
): Promise<OpenSession | null> {
  if (!cookie) return null
  try {
    const { payload } = await jwtVerify(cookie, secretKey(sessionSecret), {
      algorithms: ['HS256'],
      issuer: 'gatehouse',
      currentDate: now,
    })
    const { sub: name, jti: sessionId, iat, signedInAt, may } = payload
    if (!name || !sessionId || iat === undefined || typeof signedInAt !== 'string') return null
    const idleMs = now.getTime() - iat * 1000
    const longestIdleMs = sessionIdleMinutes * MINUTE_MS
    const openMs = now.getTime() - Date.parse(signedInAt)
    if (!isWithin(idleMs, longestIdleMs) || !isWithin(openMs, sessionHours * 60 * MINUTE_MS)) return null
    if (endedSessions().has(sessionId)) return null
    return {
      operator: { kind: 'person', name, ...within(capabilities, capabilitiesIn(may)), signedInAt, sessionId },
      renew: idleMs > longestIdleMs / 8,
    }
  } catch {
    return null
  }
}
