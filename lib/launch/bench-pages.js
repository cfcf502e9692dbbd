// What each page of the large account asks of a browser: its nodes, and the longest its main thread is held, also as
// a multiple of what a plain page takes in the same run.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WAREHOUSE } from '@/lib/simulator/world/large-warehouse'
import { median, openBrowser } from './bench-browser.js'
import { demoEnvironment } from './environment.js'
import { startDashboard, startSimulator } from './processes.js'

const TURNS = 5
/** A page of this server with no list on it: what any page asks, so that figures of two machines can be compared. */
const PLAIN = '/a/home/tokens/inspect'

/** @type {Record<string, string>} */
const PAGES = {
  targets: '/a/home/targets',
  matrix: `/a/home/targets/${WAREHOUSE.region}/${WAREHOUSE.resourceId}`,
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

/**
 * @param {import('./bench-browser.js').Page} page
 * @param {string} address
 */
async function lookAt(page, address) {
  // Once before it counts: the first reading of the account is another figure; see bench-dashboard.
  await page.goto(address, { waitUntil: 'networkidle' })
  const turns = []
  for (let turn = 0; turn < TURNS; turn++) {
    await page.goto(address, { waitUntil: 'networkidle' })
    turns.push(await page.evaluate(look))
  }
  return { nodes: turns.at(-1)?.nodes ?? 0, longestTaskMs: median(turns.map(turn => turn.longestTaskMs)) }
}

/**
 * The page and the policies of whoever stands first in the list by reach.
 * @param {import('./bench-browser.js').Page} page
 * @param {string} base
 */
async function aPrincipal(page, base) {
  await page.goto(`${base}/a/home/principals?sort=reach`, { waitUntil: 'networkidle' })
  const path = await page.locator('main tbody a').first().getAttribute('href')
  return { principal: path ?? '', policies: `${path}&tab=policies` }
}

/** @param {string} base @param {string} launchUrl */
async function measure(base, launchUrl) {
  const browser = await openBrowser(launchUrl)
  if (!browser) return { chromium: 'none on this machine, nothing measured' }
  const { page } = browser
  try {
    await page.addInitScript(watchTasks)
    const plain = await lookAt(page, `${base}${PLAIN}`)
    /** @type {Record<string, Awaited<ReturnType<typeof lookAt>> & { timesPlain: number }>} */
    const pages = {}
    for (const [name, path] of Object.entries({ ...PAGES, ...(await aPrincipal(page, base)) })) {
      const { nodes, longestTaskMs } = await lookAt(page, `${base}${path}`)
      pages[name] = { nodes, longestTaskMs, timesPlain: longestTaskMs / Math.max(50, plain.longestTaskMs) }
    }
    return { plain, ...pages }
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
