import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { addKey, readKey, spendKey } from '@/lib/operator/key-folder.js'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-keys-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const now = new Date()
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

describe('a key of the data folder', () => {
  it('opens once, for whoever made it', () => {
    const { key } = addKey(folder, 'mira', now)
    const good = { state: 'good', madeBy: 'mira', given: null }
    expect(readKey(folder, key, now)).toEqual(good)
    expect(spendKey(folder, key, later(9))).toEqual(good)
    expect(spendKey(folder, key, later(9))).toEqual({ state: 'used' })
    expect(readKey(folder, key, later(9))).toEqual({ state: 'used' })
  })

  it('carries what whoever made it was given, to the one who spends it', () => {
    const { key } = addKey(folder, 'sam', now, ['read', 'mint'])
    expect(readKey(folder, key, now)).toMatchObject({ given: ['read', 'mint'] })
    expect(spendKey(folder, key, now)).toMatchObject({ given: ['read', 'mint'] })
  })

  it('is not spent by being looked at', () => {
    const { key } = addKey(folder, 'mira', now)
    for (let n = 0; n < 3; n++) expect(readKey(folder, key, now).state).toBe('good')
    expect(spendKey(folder, key, now).state).toBe('good')
  })

  it('opens nothing after ten minutes', () => {
    const { key } = addKey(folder, 'mira', now)
    expect(spendKey(folder, key, later(10))).toEqual({ state: 'expired' })
  })

  it.each(['', 'x', '../keys', 'k'.repeat(32), '\0'])('is not %j', key => {
    expect(spendKey(folder, key, now)).toEqual({ state: 'wrong' })
  })

  it('lies where only its owner can read, and not in clear text', () => {
    const { key } = addKey(folder, 'mira', now)
    const keys = join(folder, 'keys')
    expect(statSync(keys).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(keys)) {
      expect(statSync(join(keys, name)).mode & 0o777).toBe(0o600)
      expect(name + readFileSync(join(keys, name), 'utf8')).not.toContain(key)
    }
  })

  it('is forgotten a day later', () => {
    const { key } = addKey(folder, 'mira', now)
    const keys = join(folder, 'keys')
    for (const name of readdirSync(keys)) utimesSync(join(keys, name), later(-1441), later(-1441))
    addKey(folder, 'mira', now)
    expect(readdirSync(keys)).toHaveLength(1)
    expect(readKey(folder, key, now)).toEqual({ state: 'wrong' })
  })
})
