import { createHmac, timingSafeEqual } from 'node:crypto'

/** Kept outside the database. Its id names it without giving it away. */
export interface AuditKey {
  id: string
  secret: string
}

export const SHORTEST_KEY = 32

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex')

export function auditKeyOf(secret: string): AuditKey {
  return { id: hmac(secret, 'gatehouse audit key').slice(0, 12), secret }
}

/** The hash covers number, time, the hash before it and the entry; so does the seal over it. */
export function sealOf(hash: string, { id, secret }: AuditKey): string {
  return `${id}:${hmac(secret, hash)}`
}

/** `unknown`: sealed with a key that we do not hold. */
export function checkSeal(
  seal: string,
  hash: string,
  keys: readonly AuditKey[],
): 'fits' | 'false' | 'unknown' {
  const key = keys.find(({ id }) => seal.startsWith(`${id}:`))
  if (!key) return 'unknown'
  const expected = Buffer.from(sealOf(hash, key))
  const given = Buffer.from(seal)
  return given.length === expected.length && timingSafeEqual(given, expected) ? 'fits' : 'false'
}
