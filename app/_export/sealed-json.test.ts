import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '@/lib/canonical-json'
import { sealedJson } from './sealed-json'

describe('sealedJson', () => {
  it('names the hash of the file without its seal, keys sorted and no blanks, as its command prints it', () => {
    const value = { b: ['Zürich', { d: null, c: 1 }], a: 'role/etl', gone: undefined }
    const file = JSON.parse(JSON.stringify(sealedJson(value), null, 2))
    const { sha256, sha256Check, ...rest } = file
    expect(sha256Check).toContain("jq -jcS 'del(.sha256, .sha256Check)'")
    expect(canonicalJson(rest)).toBe('{"a":"role/etl","b":["Zürich",{"c":1,"d":null}]}')
    expect(sha256).toBe(createHash('sha256').update(canonicalJson(rest)).digest('hex'))
  })
})
