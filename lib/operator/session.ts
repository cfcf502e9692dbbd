import { randomBytes, timingSafeEqual } from 'node:crypto'
import { userInfo } from 'node:os'
import { jwtVerify, SignJWT } from 'jose'
import type { Capability, Operator } from '@/lib/operator/operator'

/** Cookies know no ports: two servers on one machine must not sign each other's visitors out. */
export function sessionCookie(host: string | null): string {
  const port = /:(\d+)$/.exec(host ?? '')?.[1]
  return port ? `gatehouse_session_${port}` : 'gatehouse_session'
}

/** An unused session ends after this long; a used one is renewed. */
const SESSION_SECONDS = 24 * 60 * 60
const RENEW_AFTER_SECONDS = 60 * 60

export const sessionCookieOptions = { httpOnly: true, sameSite: 'strict', path: '/' } as const

interface Kept {
  gatehouseSessionSecret?: Uint8Array
  gatehouseUsedLaunchKeys?: Set<string>
}
const kept = globalThis as typeof globalThis & Kept

function secretKey(given: string | null): Uint8Array {
  if (given !== null) return new TextEncoder().encode(given)
  kept.gatehouseSessionSecret ??= new Uint8Array(randomBytes(32))
  return kept.gatehouseSessionSecret
}

function personWhoStartedIt(): string {
  try {
    return userInfo().username
  } catch {
    // A container's user id may have no name.
    return 'operator'
  }
}

interface SessionSettings {
  sessionSecret: string | null
  capabilities: Capability[]
}

export async function sealSession(
  { sessionSecret }: Pick<SessionSettings, 'sessionSecret'>,
  now: Date,
  session: { name?: string; signedInAt?: string } = {},
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000)
  return new SignJWT({ signedInAt: session.signedInAt ?? now.toISOString() })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(session.name ?? personWhoStartedIt())
    .setIssuer('gatehouse')
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + SESSION_SECONDS)
    .sign(secretKey(sessionSecret))
}

export interface OpenSession {
  operator: Operator
  /** Old enough to be sealed again, so that a session in use does not end. */
  renew: boolean
}

/** Null for a missing, altered, expired or foreign cookie. Capabilities come from the settings, never from the cookie. */
export async function openSession(
  cookie: string | undefined,
  { sessionSecret, capabilities }: SessionSettings,
  now: Date,
): Promise<OpenSession | null> {
  if (!cookie) return null
  try {
    const { payload } = await jwtVerify(cookie, secretKey(sessionSecret), {
      algorithms: ['HS256'],
      issuer: 'gatehouse',
      currentDate: now,
    })
    if (!payload.sub || typeof payload.signedInAt !== 'string') return null
    const age = now.getTime() / 1000 - (payload.iat ?? 0)
    return {
      operator: { name: payload.sub, capabilities: [...capabilities], signedInAt: payload.signedInAt },
      renew: age > RENEW_AFTER_SECONDS,
    }
  } catch {
    return null
  }
}

/** Spends the one-time key: true once for the right key, compared in constant time. */
export function spendLaunchKey(given: string, expected: string | null): 'accepted' | 'wrong' | 'used' {
  if (expected === null) return 'wrong'
  const left = Buffer.alloc(512)
  const right = Buffer.alloc(512)
  left.write(given)
  right.write(expected)
  if (!timingSafeEqual(left, right) || given.length !== expected.length) return 'wrong'
  kept.gatehouseUsedLaunchKeys ??= new Set()
  if (kept.gatehouseUsedLaunchKeys.has(expected)) return 'used'
  kept.gatehouseUsedLaunchKeys.add(expected)
  return 'accepted'
}
