import { describe, expect, it } from 'vitest'
import { decodeDocument } from '@/lib/aws/decode-document'
import { Documents } from '@/lib/aws/iam-documents'

describe('documents', () => {
  it('are decoded once for each distinct text', () => {
    const documents = new Documents('2026-11-23T14:00:00.000Z')
    expect(documents.take(decodeDocument('%7B%22a%22%3A%22100%25%22%7D'), 'one')).toBe('{"a":"100%"}')
    expect(documents.caveats).toEqual([])
  })

  it('that cannot be read are kept as they came, and each holder is named', () => {
    const documents = new Documents('2026-11-23T14:00:00.000Z')
    expect(documents.take(decodeDocument('%7Bbroken'), 'p of role/a')).toBe('{broken')
    expect(documents.take(decodeDocument('%7Bbroken'), 'p of role/b')).toBe('{broken')
    expect(documents.take(decodeDocument('%E0%A4'), 'q')).toBe('%E0%A4')
    expect(documents.caveats.map(({ subject }) => subject)).toEqual(['p of role/a', 'p of role/b', 'q'])
  })
})
