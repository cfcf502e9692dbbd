import { createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(pbkdf2)

/** Checks a password against PostgreSQL's stored `SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey` (RFC 5803). */
export async function passwordMatches(password: string, verifier: string | null): Promise<boolean> {
  const [, iterations, salt, storedKey] = /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):/.exec(verifier ?? '') ?? []
  if (!iterations || !salt || !storedKey) return false
  const salted = await derive(
    password.normalize('NFKC'),
    Buffer.from(salt, 'base64'),
    Number(iterations),
    32,
    'sha256',
  )
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const computed = createHash('sha256').update(clientKey).digest()
  const stored = Buffer.from(storedKey, 'base64')
  return stored.length === computed.length && timingSafeEqual(stored, computed)
}
