import { existsSync, readFileSync } from 'node:fs'

/**
 * @typedef {{ passed: number, failed: number, notRun?: number, secondTry?: number }} Counts
 *   `notRun`: what they need is not on this machine. `secondTry`: of those that passed, told beside the sum.
 */

/** A browser on a busy machine can lose a click. What needs more tries than this is a fault, of the page or of the test. */
const MOST_SECOND_TRIES = 2

/**
 * @param {number} code
 * @returns {Counts}
 */
export function countExit(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number,
 *   testResults: { status: string, assertionResults: unknown[] }[] }} VitestReport
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} PlaywrightReport
 */

/**
 * A file that could not even be loaded counts as one failure.
 * @param {VitestReport | null} report
 * @param {number} code
 * @returns {Counts}
 */
export function countVitest(report, code) {
  if (!report) return countExit(code || 1)
  const unloaded = report.testResults.filter(
    file => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return settle(report.numPassedTests, report.numFailedTests + unloaded.length, code, report.numPendingTests)
}

/**
 * Each test has two tries, the second in a house of its own. The few that need it are told; more than a few have failed.
 * @param {PlaywrightReport | null} report
 * @param {number} code
 * @returns {Counts}
 */
export function countPlaywright(report, code) {
  if (!report) return countExit(code || 1)
  const { expected, unexpected, flaky, skipped } = report.stats
  const failed = unexpected + report.errors.length
  if (flaky > MOST_SECOND_TRIES) return settle(expected, failed + flaky, code, skipped)
  return { ...settle(expected + flaky, failed, code, skipped), secondTry: flaky }
}

/**
 * A step that says it failed without naming a test is still a failure.
 * @param {number} passed
 * @param {number} failed
 * @param {number} code
 * @param {number} notRun
 * @returns {Counts}
 */
function settle(passed, failed, code, notRun) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, notRun }
}

/**
 * @param {string} file
 * @returns {any}
 */
export function readReport(file) {
  if (!existsSync(file)) return null
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
