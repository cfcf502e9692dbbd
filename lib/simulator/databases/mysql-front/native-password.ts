import { createHash, timingSafeEqual } from 'node:crypto'

const sha1 = (...parts: (Buffer | string)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha1')).digest()

/** As `mysql_native_password` keeps it in the catalog. */
export function nativeHash(password: string): string {
  return `*${sha1(sha1(password)).toString('hex').toUpperCase()}`
}

/** What a client proves it with: SHA1(password) XOR SHA1(salt + SHA1(SHA1(password))). */
export function nativeProof(password: string, salt: Buffer): Buffer {
  const once = sha1(password)
  const mask = sha1(salt, sha1(once))
  return Buffer.from(once.map((byte, index) => byte ^ (mask[index] ?? 0)))
}

export function nativeMatches(password: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(nativeHash(password)), Buffer.from(hash.toUpperCase())]
  return given.length === kept.length && timingSafeEqual(given, kept)
}
