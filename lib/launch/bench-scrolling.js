import { mainThread } from './bench-browser.js'

const WHEELS = 150
/** Pixels a turn of the wheel: some seven dense lines, as a hurried hand does. */
const STEP = 120

/** @typedef {import('./bench-browser.js').Page} Page */
/** @typedef {{ frameTimes: number[], mostNodes: number, watching: boolean }} Watched */

/** @param {boolean} countNodes */
function watchFrames(countNodes) {
  const watched = /** @type {Watched} */ (/** @type {unknown} */ (window))
  Object.assign(watched, { frameTimes: [], mostNodes: 0, watching: true })
  const frame = (/** @type {number} */ at) => {
    if (!watched.watching) return
    watched.frameTimes.push(at)
    if (countNodes) watched.mostNodes = Math.max(watched.mostNodes, document.querySelectorAll('*').length)
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

function stopWatching() {
  const watched = /** @type {Watched} */ (/** @type {unknown} */ (window))
  watched.watching = false
  const gaps = watched.frameTimes.slice(1).map((at, index) => at - (watched.frameTimes[index] ?? at))
  return { gaps, mostNodes: watched.mostNodes }
}

/**
 * @param {Page} page
 * @param {number} right
 * @param {number} down
 * @param {boolean} countNodes
 */
async function wheel(page, right, down, countNodes) {
  const scroller = page.getByRole('grid')
  await scroller.evaluate(element => element.scrollTo(0, 0))
  const box = await scroller.boundingBox()
  await page.mouse.move((box?.x ?? 0) + 600, (box?.y ?? 0) + 400)
  await page.evaluate(watchFrames, countNodes)
  const turns = right > 0 ? Math.min(WHEELS, Math.ceil(2_000 / right)) : WHEELS
  for (let turn = 0; turn < WHEELS; turn++) {
    // A wide grid ends sooner than a long one: there and back.
    const forth = Math.floor(turn / turns) % 2 === 0 ? 1 : -1
    await page.mouse.wheel(right * forth, down)
  }
  return page.evaluate(stopWatching)
}

/**
 * Real wheel events, one axis and both: frames by the browser's own clock, work by the processor's.
 * @param {Page} page
 * @param {import('./bench-browser.js').Session} session
 */
export async function measureScrolling(page, session) {
  const atRest = await page.evaluate(() => document.querySelectorAll('*').length)
  /** @type {Record<string, Record<string, number>>} */
  const ways = {}
  for (const [name, right, down] of /** @type {const} */ ([
    ['down', 0, STEP],
    ['across', STEP, 0],
    ['diagonal', STEP, STEP],
  ])) {
    const before = await mainThread(session)
    const { gaps } = await wheel(page, right, down, false)
    const after = await mainThread(session)
    const { mostNodes } = await wheel(page, right, down, true)
    const span = gaps.reduce((sum, gap) => sum + gap, 0)
    ways[name] = {
      framesPerSecond: (gaps.length * 1000) / span,
      worstFrameMs: Math.max(...gaps),
      workPerFrameMs: (after.taskMs - before.taskMs) / gaps.length,
      scriptPerFrameMs: (after.scriptMs - before.scriptMs) / gaps.length,
      styleAndLayoutPerFrameMs:
        (after.styleMs + after.layoutMs - before.styleMs - before.layoutMs) / gaps.length,
      mostNodes,
    }
  }
  return { nodesAtRest: atRest, ...ways }
}
