import { randomBytes } from 'node:crypto'
import type { Session, World } from '@/lib/simulator/world/world'

export interface NewSession {
  principalArn: string
  name: string
  seconds: number
  mfaAt?: Date
  sessionPolicies: string[]
  tags: { key: string; value: string }[]
}

/** Temporary credentials look like AWS's: an ASIA key and a token of several hundred characters. */
export function openSession(world: World, asked: NewSession, now: Date): Session {
  const { seconds, ...rest } = asked
  const session: Session = {
    ...rest,
    accessKeyId: `ASIA${base32(16)}`,
    secret: randomBytes(30).toString('base64'),
    token: `IQoJb3JpZ2luX2VjE${randomBytes(480).toString('base64')}`,
    issuedAt: now,
    expiresAt: new Date(now.getTime() + seconds * 1000),
  }
  dropExpired(world, now)
  world.sessions.set(session.accessKeyId, session)
  return session
}

/** Kept a day past their end, so that their use is still answered with ExpiredToken. */
function dropExpired(world: World, now: Date): void {
  const limit = now.getTime() - 24 * 3_600_000
  for (const [id, session] of world.sessions) {
    if (session.expiresAt.getTime() < limit) world.sessions.delete(id)
  }
}

function base32(length: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  return [...randomBytes(length)].map(byte => letters[byte % 32]).join('')
}
