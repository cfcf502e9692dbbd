import { createHash } from 'node:crypto'
import { canonicalJson } from '@/lib/canonical-json'

/** SHA-256 in hexadecimal: the one thing of node that a pure room uses, so nothing that a browser runs may come here. */
export function sha256(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}

/** Fingerprint of plain data, whatever the order of its keys. */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value))
}
