import { describe, expect, it } from 'vitest'
import { everyCombination, nameOf, settingsFor, truthAbout, wordsFor } from './combinations.js'
import { deal, randomFrom, shortForm, someCombinations } from './sample.js'

const DETAILS = { service: 'iam', action: 'GetAccountAuthorizationDetails', kept: false }
const INSTANCES = { service: 'rds', action: 'DescribeDBInstances', kept: false }
const SUPPORT = { service: 'rds', action: 'DescribeOrderableDBInstanceOptions', kept: true }
const CALLS = [DETAILS, INSTANCES, SUPPORT]
const ADDRESSES = Array.from({ length: 40 }, (_, at) => `/screen/${at}`)

describe('every combination', () => {
  const all = everyCombination(CALLS)

  it('lets each call fail in each way that it can, after a start and while the server runs', () => {
    const words = all.map(wordsFor)
    expect(new Set(words).size).toBe(words.length)
    for (const fault of ['denied', 'no body', 'page 2 fails', 'slow'])
      for (const state of ['cold', 'running'])
        expect(words).toContain(`rds:DescribeDBInstances · ${fault} · ${state}`)
    expect(words).toContain('iam:GetAccountAuthorizationDetails · groups missing · cold')
    expect(words).not.toContain('rds:DescribeDBInstances · groups missing · cold')
  })

  it('asks nothing twice of which the answer is known for a while', () => {
    const kept = all.filter(({ calls }) => calls.includes(SUPPORT))
    expect(new Set(kept.map(({ state }) => state))).toEqual(new Set(['cold']))
  })

  it('makes short pages where the second is to fail', () => {
    const second = all.find(({ fault }) => fault === 'page 2 fails')
    expect(second && settingsFor(second)).toMatchObject({
      rules: [{ laterPages: true, action: 'GetAccountAuthorizationDetails' }],
      pageItems: 20,
    })
  })
})

describe('the short form', () => {
  const some = someCombinations(CALLS, randomFrom(1))

  it('has two faults for every call, and IAM refused after a start', () => {
    for (const call of CALLS)
      expect(some.filter(({ calls }) => calls.includes(call)).length, nameOf(call)).toBeGreaterThanOrEqual(2)
    expect(some.map(wordsFor)).toContain('iam:GetAccountAuthorizationDetails · denied · cold')
  })

  it('is the same for the same seed, and another for another', () => {
    const words = (seed: number) => someCombinations(CALLS, randomFrom(seed)).map(wordsFor).join()
    expect(words(1)).toBe(words(1))
    expect(new Set([1, 2, 3, 4].map(words)).size).toBeGreaterThan(1)
  })

  it('looks at some screens for each combination, the same ones for the same seed', () => {
    const hands = shortForm(CALLS, ADDRESSES, 1)
    expect(hands.map(({ combination }) => combination)).toEqual(some)
    expect(hands.every(({ addresses }) => addresses.length > 0)).toBe(true)
    expect(shortForm(CALLS, ADDRESSES, 1)).toEqual(hands)
  })

  it('looks at every screen', () => {
    const hands = deal(ADDRESSES, 10, randomFrom(1))
    expect(hands).toHaveLength(10)
    expect(new Set(hands.flat())).toEqual(new Set(ADDRESSES))
  })
})

describe('what is known of a part', () => {
  it('is old while the server runs, and nothing after a start', () => {
    const about = (state: 'cold' | 'running') => truthAbout({ calls: [DETAILS], fault: 'denied', state })
    expect(about('running').evidence).toHaveLength(1)
    expect(about('cold')).toMatchObject({ evidence: [], weighs: 'all' })
    expect(about('cold').claims.length).toBeGreaterThan(about('running').claims.length)
  })
})
