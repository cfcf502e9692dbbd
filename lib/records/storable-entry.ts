import type { AuditEntry } from './audit'
import { canonicalJson } from './canonical-json'

const SIGNATURE = /x-amz-signature/i

/**
 * The entry as PostgreSQL will give it back, so that its hash can be computed again: jsonb holds no NUL and no half of a
 * surrogate pair. An entry that holds a token is refused: records must not be a place to steal one from.
 */
export function storableEntry(entry: AuditEntry): AuditEntry {
  const text = canonicalJson(wellFormed(entry))
  if (SIGNATURE.test(text)) {
    throw new Error(
      'An audit entry must not hold an auth token. It was not written; the action that made it needs mending.',
    )
  }
  return JSON.parse(text) as AuditEntry
}

/** What PostgreSQL can hold of a text: no NUL and no half of a surrogate pair. */
export function storableText(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|\0/g, '\uFFFD')
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(wellFormed)
  if (value === null || typeof value !== 'object' || 'toJSON' in value) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [wellFormed(key), wellFormed(field)]))
}
