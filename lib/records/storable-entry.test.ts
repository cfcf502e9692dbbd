import { describe, expect, it } from 'vitest'
import { entry, SIGNATURE, token } from '@/lib/records/testing/sample-entry'
import { storableEntry } from './storable-entry'

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
})
