import { expect, it } from 'vitest'
import { digestOf } from './digest'

it('does not depend on the order of keys, and depends on every value', () => {
  expect(digestOf({ a: 1, b: [2, 3] })).toBe(digestOf({ b: [2, 3], a: 1 }))
  expect(digestOf({ a: 1, b: [2, 3] })).not.toBe(digestOf({ a: 1, b: [3, 2] }))
})

it('stays what plans and records hold: SHA-256 of the canonical JSON, in UTF-8', () => {
  expect(digestOf({ name: 'größe 🔒', list: [1, null] })).toBe(
    '3f88e87e36d846e1a08dfbece3855cf316929aa91399d727c3e9425fb6ae16c8',
  )
})
