import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '@/lib/canonical-json'
import { entry, token } from '@/lib/records/testing/sample-entry'
import { storableEntry } from './storable-entry'

describe('an entry with hostile text', () => {
  // Uncut, a pattern that looks ahead from every letter takes minutes.
  it('cuts a text of a megabyte with a mark, in no time', { timeout: 30_000 }, () => {
    for (const piece of ['x', 'a/?', '//a:', 'host:1/?', '🗝']) {
      const text = piece.repeat(1_048_576 / piece.length)
      const { reason } = storableEntry({ ...entry, reason: text })
      expect(reason.endsWith(`[cut: ${text.length} characters]`)).toBe(true)
      expect(reason.length).toBeLessThan(70_000)
    }
  })

  it('never fails, keeps nothing that PostgreSQL cannot hold, and says the same when kept again', {
    timeout: 30_000,
  }, () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withNullPrototype: true,
      maxDepth: 2,
      maxKeys: 8,
    })
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\ud83d', '\udc00x', token))
    fc.assert(
      fc.property(text, anything, text, (reason, after, key) => {
        const kept = storableEntry({ ...entry, reason, after, before: { [key]: after } })
        const json = canonicalJson(kept)
        expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/i)
        expect(canonicalJson(storableEntry(JSON.parse(json)))).toBe(json)
      }),
    )
  })
})
