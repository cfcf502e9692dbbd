import { mainThread, median } from './bench-browser.js'

const TURNS = 5

/** @typedef {{ matrixAt?: number }} Watched */

/** Runs in the page: notes the first frame that shows lines of the matrix. */
function watchForMatrix() {
  const watched = /** @type {Watched} */ (/** @type {unknown} */ (window))
  const look = () => {
    if (!document.querySelector('[role=grid] [data-line]')) return requestAnimationFrame(look)
    const painted = new MessageChannel()
    painted.port1.onmessage = () => {
      watched.matrixAt = performance.now()
    }
    return requestAnimationFrame(() => painted.port2.postMessage(null))
  }
  requestAnimationFrame(look)
}

/** Runs in the page. */
function paintTimes() {
  const watched = /** @type {Watched} */ (/** @type {unknown} */ (window))
  const [navigation] = performance.getEntriesByType('navigation')
  const document = /** @type {PerformanceNavigationTiming | undefined} */ (navigation)
  return {
    firstByteMs: document?.responseStart ?? 0,
    firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    matrixMs: watched.matrixAt ?? 0,
    sentKb: (document?.encodedBodySize ?? 0) / 1024,
    htmlKb: (document?.decodedBodySize ?? 0) / 1024,
  }
}

/**
 * From asking for the address to the painted matrix, and until keys are heard.
 * @param {import('./bench-browser.js').Page} page
 * @param {import('./bench-browser.js').Session} session
 * @param {string} address
 */
export async function measureOpening(page, session, address) {
  await page.addInitScript(watchForMatrix)
  /** @type {(ReturnType<typeof paintTimes> & { interactiveMs: number, taskMs: number })[]} */
  const turns = []
  for (let turn = 0; turn < TURNS; turn++) {
    const startedAt = performance.now()
    await page.goto(address)
    await heard(page)
    const interactiveMs = performance.now() - startedAt
    await page.waitForFunction(() => 'matrixAt' in window)
    const { taskMs } = await mainThread(session)
    turns.push({ ...(await page.evaluate(paintTimes)), interactiveMs, taskMs })
    await page.goto('about:blank')
  }
  await page.goto(address)
  await heard(page)
  /** @param {keyof typeof turns[0]} name */
  const middle = name => median(turns.map(turn => turn[name]))
  const grid = page.getByRole('grid')
  const [rows, columns] = [await grid.getAttribute('aria-rowcount'), await grid.getAttribute('aria-colcount')]
  return {
    rows: Number(rows),
    columns: Number(columns),
    firstByteMs: middle('firstByteMs'),
    firstPaintMs: middle('firstPaintMs'),
    matrixPaintedMs: middle('matrixMs'),
    interactiveMs: middle('interactiveMs'),
    mainThreadMs: middle('taskMs'),
    sentKb: middle('sentKb'),
    htmlKb: middle('htmlKb'),
    verdictsKb: ((Number(rows) - 4) * (Number(columns) - 2)) / 1024,
  }
}

/**
 * Waits until a key moves the chosen cell, and lets go of it again.
 * @param {import('./bench-browser.js').Page} page
 */
async function heard(page) {
  const stop = page.locator('[role=grid] [data-column][tabindex="0"]')
  const chosen = page.locator('[role=gridcell][aria-selected=true]')
  while ((await chosen.count()) === 0) {
    // The page arrives in pieces: a piece that is put in its place loses the focus.
    await stop.focus()
    await page.keyboard.press('ArrowRight')
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
}
