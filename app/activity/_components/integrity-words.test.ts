import { describe, expect, it } from 'vitest'
import { checkedWords } from './integrity-words'

const whole = { entries: 5, unsealed: 0, unchecked: 0, keyId: 'abc', anchorId: 5 }
const said = (change: Partial<typeof whole> | { anchorId: null }) =>
  checkedWords({ ...whole, ...change }).join(' ')

describe('what the badge says was checked', () => {
  it('names the key and the entry that was noted outside the database', () => {
    expect(said({})).toContain('5 entries sealed with key abc')
    expect(said({})).toContain('Entry 5 is still the one that this server noted')
    expect(said({})).not.toContain('not checked')
  })

  it('never passes over seals that it could not check, or entries that have none', () => {
    const words = said({ unsealed: 2, unchecked: 1 })
    expect(words).toContain('2 entries sealed with key abc')
    expect(words).toContain('2 entries from before sealing')
    expect(words).toContain('1 entry sealed with a key this server does not hold')
    expect(said({ unchecked: 5 })).not.toContain('with key abc')
  })

  it('says that a cut end cannot be seen where no head was noted', () => {
    expect(said({ anchorId: null })).toContain('could not see that the end was cut')
  })
})
