import { median } from './bench-browser.js'

const MOVES = 24
/** For as long somebody at least looks at an answer. */
const LOOK_MS = 300

/** Runs in the page: from the key to the frame that shows the panel's answer for the cell it chose. */
function watchPanel() {
  return new Promise(resolve => {
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      document.removeEventListener('keydown', onKey, true)
      const old = document.querySelector('[role=gridcell][aria-selected=true]')
      const look = () => {
        const chosen = document.querySelector('[role=gridcell][aria-selected=true]')
        const panel = document.querySelector('[data-slot=why-panel][aria-busy=false]')
        const user = / as (.+?): /.exec(chosen?.getAttribute('aria-label') ?? '')?.[1]
        const answered =
          user !== undefined && panel?.querySelector('h2')?.textContent?.includes(`as ${user}?`)
        if (chosen === old || !answered) return requestAnimationFrame(look)
        const painted = new MessageChannel()
        painted.port1.onmessage = () => resolve(performance.now() - event.timeStamp)
        return painted.port2.postMessage(null)
      }
      requestAnimationFrame(look)
    }
    document.addEventListener('keydown', onKey, true)
  })
}

/**
 * @param {import('./bench-browser.js').Page} page
 * @param {string} key
 */
async function press(page, key) {
  const answered = page.evaluate(watchPanel)
  // The listener is there once the page has run anything after it.
  await page.evaluate(() => null)
  await page.keyboard.press(key)
  return /** @type {Promise<number>} */ (answered)
}

/**
 * @param {import('./bench-browser.js').Page} page
 * @param {() => Promise<void>} before
 */
async function moves(page, before) {
  const times = []
  for (let move = 0; move < MOVES; move++) {
    await before()
    times.push(await press(page, move % 3 === 2 ? 'ArrowRight' : 'ArrowDown'))
  }
  return times
}

/** Runs in the page: AWS is read over and over, until the next page. */
function keepReading() {
  /** @returns {Promise<undefined>} */
  const again = () => fetch('/refresh', { method: 'POST' }).then(again, () => undefined)
  void again()
}

/**
 * The same while the account is being read behind it, one reading after the other.
 * @param {import('./bench-browser.js').Page} page
 */
export async function measureSelectionWhileReading(page) {
  await page.evaluate(keepReading)
  const times = await moves(page, () => page.waitForTimeout(LOOK_MS))
  return { keyToPanelMs: median(times), worstKeyToPanelMs: Math.max(...times) }
}

/**
 * Each move chooses a cell that nobody has asked about yet: first as somebody who looks at the answer before the next
 * key, then with the next key as soon as the answer is there.
 * @param {import('./bench-browser.js').Page} page
 */
export async function measureSelection(page) {
  await page.getByRole('grid').evaluate(element => element.scrollTo(0, 0))
  await page.locator('[role=grid] [data-column][tabindex="0"]').focus()
  const [first = 0, ...rested] = await moves(page, () => page.waitForTimeout(LOOK_MS))
  const hurried = await moves(page, async () => {})
  return {
    firstKeyToPanelMs: first,
    keyToPanelMs: median(rested),
    worstKeyToPanelMs: Math.max(...rested),
    withoutRestMs: median(hurried),
    worstWithoutRestMs: Math.max(...hurried),
  }
}
