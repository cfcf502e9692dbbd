import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '@/lib/canonical-json'
import { type AuditEntry, BLANK_ENTRY } from './audit-entry'
import { storableEntry } from './storable-entry'

const entry: AuditEntry = {
  ...BLANK_ENTRY,
  actor: 'mira',
  action: 'grantAccess',
  accountId: '111122223333',
  detail: '',
}
const SIGNATURE = 'c0ffee'.repeat(11)
const token = `orders.abc.us-east-1.rds.amazonaws.com:5432/?Action=connect&DBUser=app&X-Amz-Credential=ASIA%2F1&X-Amz-Signature=${SIGNATURE}`

describe('an entry with hostile text', () => {
  it.each<[string, string]>([
    ['a token', token],
    ['a token in a sentence', `because ${token}, he said`],
    ['a token encoded', encodeURIComponent(token)],
    ['a token encoded twice', encodeURIComponent(encodeURIComponent(token))],
    ['a token in capitals', token.toUpperCase()],
    ['a token in a URI', `postgresql://app:${encodeURIComponent(token)}@host/db`],
    ['a token with a NUL', `\0${token}\0`],
    ['only the end of a token', token.slice(token.indexOf('X-Amz'))],
  ])('keeps no signature of %s', (_, text) => {
    const kept = storableEntry({ ...entry, reason: text, after: { [text]: [text] } })
    expect(JSON.stringify(kept).toLowerCase()).not.toContain(SIGNATURE)
  })

  it('keeps no signature that is a field of its own', () => {
    const kept = storableEntry({ ...entry, before: { query: { 'X-Amz-Signature': SIGNATURE } } })
    expect(kept.before).toEqual({ query: { 'X-Amz-Signature': '[redacted]' } })
  })

  it('keeps words about a token as they are', () => {
    const reason = 'Why does X-Amz-Signature stand in the log?'
    expect(storableEntry({ ...entry, reason }).reason).toBe(reason)
  })

  // Uncut, a pattern that looks ahead from every letter takes minutes.
  it('cuts a text of a megabyte with a mark, in no time', { timeout: 30_000 }, () => {
    for (const piece of ['x', 'a/?', '//a:', 'host:1/?', '🗝']) {
      const text = piece.repeat(1_048_576 / piece.length)
      const { reason } = storableEntry({ ...entry, reason: text })
      expect(reason.endsWith(`[cut: ${text.length} characters]`)).toBe(true)
      expect(reason.length).toBeLessThan(70_000)
    }
  })

  it('ends what is deeper than anybody reads, or has no end', () => {
    const round: Record<string, unknown> = {}
    round.again = round
    let deep: unknown = 1
    for (let level = 0; level < 100_000; level++) deep = [deep]
    const text = JSON.stringify(storableEntry({ ...entry, before: round, after: deep }))
    expect(text.length).toBeLessThan(2_000)
    expect(text).toContain('[deep]')
  })

  it('keeps a policy to the byte', () => {
    const document = JSON.stringify(
      {
        Version: '2012-10-17',
        Statement: [{ Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:*:1:dbuser:*/a' }],
      },
      null,
      4,
    )
    expect(storableEntry({ ...entry, before: { document } }).before).toEqual({ document })
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
