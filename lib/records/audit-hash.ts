import { createHash } from 'node:crypto'
import { canonicalJson } from '@/lib/canonical-json'

interface ChainLink {
  id: number
  at: string
  previousHash: string
  entry: unknown
}

export function auditHash(link: ChainLink): string {
  return createHash('sha256').update(canonicalJson(link)).digest('hex')
}
