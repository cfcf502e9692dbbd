// A Chromium for figures: main-thread time by the processor's clock, so that a busy machine does not blur it.
import { ensureChromium } from './test-tools.js'

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
const SCREEN = { width: 1440, height: 900 }

/** @typedef {import('playwright').Page} Page */
/** @typedef {import('playwright').CDPSession} Session */

/**
 * Null when there is no Chromium on this machine and none could be had.
 * @param {string} launchUrl
 */
export async function openBrowser(launchUrl) {
  const executablePath = await ensureChromium().catch(() => null)
  if (!executablePath) return null
  const { chromium } = await import('playwright')
  const browser = await chromium.launch({ executablePath, args: FLAGS })
  const context = await browser.newContext({ viewport: SCREEN })
  const page = await context.newPage()
  await page.goto(launchUrl)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/targets')
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return { page, session, close: () => browser.close() }
}

/**
 * Milliseconds that the page's main thread has worked so far, in all and by kind.
 * @param {Session} session
 */
export async function mainThread(session) {
  const { metrics } = await session.send('Performance.getMetrics')
  const ms = (/** @type {string} */ name) => (metrics.find(metric => metric.name === name)?.value ?? 0) * 1000
  return {
    taskMs: ms('TaskDuration'),
    scriptMs: ms('ScriptDuration'),
    styleMs: ms('RecalcStyleDuration'),
    layoutMs: ms('LayoutDuration'),
  }
}

/** @param {number[]} values */
export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
