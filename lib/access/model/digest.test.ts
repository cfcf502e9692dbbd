import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { digestOf, sha256 } from './digest'

describe('sha256', () => {
  it.each([0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 1000, 70_000])(
    'agrees with the platform on %i characters',
    length => {
      const text = 'aé€𝄞'.repeat(length).slice(0, length)
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
    },
  )
})

describe('digestOf', () => {
  it('does not depend on the order of keys, and depends on every value', () => {
    expect(digestOf({ a: 1, b: [2, 3] })).toBe(digestOf({ b: [2, 3], a: 1 }))
    expect(digestOf({ a: 1, b: [2, 3] })).not.toBe(digestOf({ a: 1, b: [3, 2] }))
  })
})
