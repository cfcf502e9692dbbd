import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { auditKeys } from './audit-key'
import { checkSeal, sealOf } from './audit-seal'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-key-'))
  vi.stubEnv('GATEHOUSE_DATA_DIR', join(folder, 'data'))
  vi.stubEnv('GATEHOUSE_AUDIT_KEY', undefined)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('a key is made once, for the owner of the data folder alone', () => {
  const [made] = auditKeys()
  const file = join(folder, 'data', 'audit.key')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8').trim()).toBe(made?.secret)
  vi.stubEnv('GATEHOUSE_AUDIT_KEY', 'a key that all servers share, long enough')
  expect(auditKeys()[1]).toEqual(made)
  vi.stubEnv('GATEHOUSE_AUDIT_KEY', undefined)
  expect(auditKeys()).toEqual([made])
})

it('a file that is no key is named, and never replaced', () => {
  const file = join(folder, 'audit.key')
  writeFileSync(file, 'short')
  vi.stubEnv('GATEHOUSE_DATA_DIR', folder)
  expect(() => auditKeys()).toThrow(/audit\.key, so nothing can be recorded/)
  expect(readFileSync(file, 'utf8')).toBe('short')
})

it('a seal fits one hash and one key, and gives the key away to nobody', () => {
  const [key] = auditKeys()
  if (!key) throw new Error('no key')
  const seal = sealOf('a'.repeat(64), key)
  expect(seal).not.toContain(key.secret)
  expect(checkSeal(seal, 'a'.repeat(64), [key])).toBe('fits')
  expect(checkSeal(seal, 'b'.repeat(64), [key])).toBe('false')
  expect(checkSeal(`${key.id}:short`, 'a'.repeat(64), [key])).toBe('false')
  expect(checkSeal(seal, 'a'.repeat(64), [])).toBe('unknown')
})
