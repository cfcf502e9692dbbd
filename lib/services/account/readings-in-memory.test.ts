import { describe, expect, it } from 'vitest'
import { type ReadingInMemory, readingsToDrop } from '@/lib/services/account/readings-in-memory'

const reading = (account: string, size: number, askedAt: number, inUse = false): ReadingInMemory<string> => {
  return { account, size, askedAt, inUse }
}

describe('readings in memory', () => {
  it('all stay while together they are within the limit', () => {
    expect(readingsToDrop([reading('a', 60, 1), reading('b', 40, 2)], 100)).toEqual([])
    expect(readingsToDrop([], 0)).toEqual([])
  })

  it('beyond it those that nobody asked for the longest go first, and no more than must', () => {
    const readings = [reading('a', 50, 3), reading('b', 50, 1), reading('c', 50, 2), reading('d', 50, 4)]
    expect(readingsToDrop(readings, 150)).toEqual(['b'])
    expect(readingsToDrop(readings, 149)).toEqual(['b', 'c'])
    expect(readingsToDrop(readings, 0)).toEqual(['b', 'c', 'a', 'd'])
  })

  it('one that is in use stays, however long ago it was asked for and however large it is', () => {
    const readings = [reading('a', 900, 1, true), reading('b', 10, 2), reading('c', 10, 3)]
    expect(readingsToDrop(readings, 100)).toEqual(['b', 'c'])
    expect(readingsToDrop([reading('a', 900, 1, true)], 100)).toEqual([])
  })

  it('an account without a reading has nothing to drop', () => {
    expect(readingsToDrop([reading('a', 0, 1), reading('b', 200, 2)], 100)).toEqual(['b'])
  })
})
