// What each page of the large account asks of a browser: its nodes, and the longest its main thread is held.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBrowser } from './bench-browser.js'
import { demoEnvironment } from './environment.js'
import { startDashboard, startSimulator } from './processes.js'

/** @type {Record<string, string>} */
const PAGES = {
  targets: '/a/home/targets',
  switchTogether: '/a/home/targets/together?turn=on&iam=off',
  principals: '/a/home/principals',
  reach: '/a/home/reach',
  findings: '/a/home/findings',
  reconcile: '/a/home/database-users',
  grant: '/a/home/grants/new',
  tokens: '/a/home/tokens',
  activity: '/activity?days=all',
}

/** @typedef {{ longestTaskMs?: number }} Watched */

/** Runs in the page, before its own script. Tasks under 50 ms are not told of by the browser. */
function watchTasks() {
  const watched = /** @type {Watched} */ (/** @type {unknown} */ (window))
  watched.longestTaskMs = 0
  new PerformanceObserver(list => {
    for (const { duration } of list.getEntries())
      watched.longestTaskMs = Math.max(watched.longestTaskMs ?? 0, duration)
  }).observe({ type: 'longtask', buffered: true })
}

function look() {
  const watched = /** @type {Watched} */ (/** @type {unknown} */ (window))
  return { nodes: document.querySelectorAll('*').length, longestTaskMs: watched.longestTaskMs ?? 0 }
}

/** @param {string} base @param {string} launchUrl */
async function measure(base, launchUrl) {
  const browser = await openBrowser(launchUrl)
  if (!browser) return { chromium: 'none on this machine, nothing measured' }
  const { page } = browser
  try {
    await page.addInitScript(watchTasks)
    /** @type {Record<string, ReturnType<typeof look>>} */
    const pages = {}
    for (const [name, path] of Object.entries(PAGES)) {
      // Once before it counts: the first reading of the account is another figure; see bench-dashboard.
      for (let turn = 0; turn < 2; turn++) await page.goto(`${base}${path}`, { waitUntil: 'networkidle' })
      pages[name] = await page.evaluate(look)
    }
    return pages
  } finally {
    await browser.close()
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
chmodSync(dataDir, 0o711)
const simulator = await startSimulator({ dataDir, account: 'large' })
const dashboard = await startDashboard({ env: demoEnvironment(simulator, dataDir) })
try {
  process.stdout.write(`${JSON.stringify(await measure(dashboard.url, dashboard.launchUrl))}\n`)
} finally {
  await dashboard.stop()
  await simulator.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
