import { describe, expect, it } from 'vitest'
import { countPlaywright, countVitest } from './test-counts.js'

const file = (status: string, tests: number) => ({
  status,
  assertionResults: Array.from({ length: tests }),
})

describe('the sum of a step', () => {
  it('takes tests as they are reported', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 2,
      numPendingTests: 4,
      testResults: [file('failed', 9)],
    }
    expect(countVitest(report, 1)).toEqual({ passed: 7, failed: 2, notRun: 4 })
  })

  it('counts a file that could not be loaded', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 0,
      numPendingTests: 0,
      testResults: [file('passed', 7), file('failed', 0)],
    }
    expect(countVitest(report, 1)).toEqual({ passed: 7, failed: 1, notRun: 0 })
  })

  it('is never clean when the program failed or said nothing', () => {
    const clean = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, testResults: [] }
    expect(countVitest(clean, 1)).toEqual({ passed: 7, failed: 1, notRun: 0 })
    expect(countVitest(null, 0)).toEqual({ passed: 0, failed: 1 })
    expect(countPlaywright(null, 1)).toEqual({ passed: 0, failed: 1 })
  })

  it('tells of a test that needed a second try, and takes many of them for failed', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 2, skipped: 3 }
    expect(countPlaywright({ stats, errors: [] }, 1)).toEqual({
      passed: 7,
      failed: 1,
      notRun: 3,
      secondTry: 2,
    })
    const many = { ...stats, unexpected: 0, flaky: 3 }
    expect(countPlaywright({ stats: many, errors: [] }, 0)).toEqual({ passed: 5, failed: 3, notRun: 3 })
  })
})
