// The matrix at 5,000 principals × 200 database users, in a real Chromium, against the built dashboard.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WAREHOUSE } from '@/lib/simulator/world/large-warehouse'
import { openBrowser } from './bench-browser.js'
import { measureOpening } from './bench-opening.js'
import { measureScrolling } from './bench-scrolling.js'
import { measureSelection, measureSelectionWhileReading } from './bench-selection.js'
import { demoEnvironment } from './environment.js'
import { startDashboard, startSimulator } from './processes.js'

/** Every principal on a line of its own: nothing hidden, nothing folded. */
const PATH = `/a/home/targets/${WAREHOUSE.region}/${WAREHOUSE.resourceId}?all=1&group=0`

/** @param {string} base @param {string} launchUrl */
async function measure(base, launchUrl) {
  const browser = await openBrowser(launchUrl)
  if (!browser) return { chromium: 'none on this machine, nothing measured' }
  const { page, session } = browser
  try {
    // The first reading of the account is another figure; see bench-dashboard.
    await page.goto(`${base}/targets`)
    const opening = await measureOpening(page, session, `${base}${PATH}`)
    const scrolling = await measureScrolling(page, session)
    const selection = await measureSelection(page)
    const whileReading = await measureSelectionWhileReading(page)
    return { opening, scrolling, selection, whileReading }
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
