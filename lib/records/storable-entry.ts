import { canonicalJson } from '@/lib/canonical-json'
import { redactText } from '@/lib/log/redact'
import type { AuditEntry } from './audit-entry'

/** Longer than any policy that AWS takes. */
const LONGEST_TEXT = 65_536
const DEEPEST = 32
const HIDDEN = '[redacted]'
const SIGNED_FIELD = /^x-amz-(signature|security-token|credential)$/i

/**
 * The entry as PostgreSQL will give it back, so that its hash can be computed again. Nothing makes it fail: what cannot
 * be kept is replaced, cut with a mark, or redacted where it looks like a token; records are no place to steal one from.
 */
export function storableEntry(entry: AuditEntry): AuditEntry {
  return JSON.parse(canonicalJson(storable(entry))) as AuditEntry
}

/** What PostgreSQL can hold of a text: no NUL and no half of a surrogate pair. */
export function storableText(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|\0/g, '\uFFFD')
}

/** A person's or a server's own words: as the database holds them, without tokens, and not without end. */
export function storableWords(text: string): string {
  const cut = text.length > LONGEST_TEXT
  const words = redactText(storableText(cut ? text.slice(0, LONGEST_TEXT) : text))
  return cut ? `${words} [cut: ${text.length} characters]` : words
}

function storable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return storableWords(value)
  if (typeof value === 'bigint') return String(value)
  if (value === null || typeof value !== 'object') return value
  if (depth >= DEEPEST) return '[deep]'
  if ('toJSON' in value && typeof value.toJSON === 'function') return storable(value.toJSON(), depth + 1)
  if (Array.isArray(value)) return value.map(item => storable(item, depth + 1))
  const fields = Object.entries(value).map(([key, field]) => [
    storableWords(key),
    SIGNED_FIELD.test(key) ? HIDDEN : storable(field, depth + 1),
  ])
  return Object.fromEntries(fields)
}
