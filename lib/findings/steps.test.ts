import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { sampleInventory } from '@/lib/access/testing/sample-inventory'
import { finish, memoizeStepsPerAccess, type Steps } from './steps'

const access = () => compileAccess(sampleInventory({}))

describe('work that all who ask share', () => {
  it('is done once, and goes on for the second where the first has stopped', () => {
    let steps = 0
    const counted = memoizeStepsPerAccess('test: counted', function* (): Steps<string> {
      for (; steps < 3; steps++) yield
      return 'done'
    })
    const shared = access()
    const first = counted(shared)
    first.next()
    expect([finish(counted(shared)), finish(first), steps]).toEqual(['done', 'done', 3])
  })

  it('ends for every one of them with the error that stopped it', () => {
    let begun = 0
    const broken = memoizeStepsPerAccess('test: broken', function* (): Steps<string> {
      begun += 1
      yield
      throw new Error('out of paper')
    })
    const shared = access()
    const waiting = broken(shared)
    waiting.next()
    expect(() => finish(broken(shared))).toThrow('out of paper')
    expect(() => finish(waiting)).toThrow('out of paper')
    expect(() => finish(broken(shared))).toThrow('out of paper')
    expect(begun).toBe(1)
  })

  it('ends when it has nothing to give', () => {
    const nothing = memoizeStepsPerAccess('test: nothing', function* (): Steps<undefined> {
      yield
    })
    expect(finish(nothing(access()))).toBeUndefined()
  })
})
