import { expect, it } from 'vitest'
import { canonicalJson } from './canonical-json'

it('prints equal values alike, whatever the order of their keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}')
  expect(canonicalJson(undefined)).toBe('null')
  expect(canonicalJson([undefined, 'a'])).toBe('[null,"a"]')
})

it('prints a date as JSON does, and a member that is only called toJSON like any other', () => {
  expect(canonicalJson({ at: new Date(0) })).toBe('{"at":"1970-01-01T00:00:00.000Z"}')
  expect(canonicalJson({ toJSON: 'x', a: 1 })).toBe('{"a":1,"toJSON":"x"}')
})
