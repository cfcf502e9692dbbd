/** A key that nobody heard, since the page, or the part of it that hears such a key, had not started yet. */
interface EarlyKey {
  event: KeyboardEvent
  /** Nothing listened at all: the page was still loading. */
  whileLoading: boolean
  offers: number
}

interface EarlyKeys {
  kept: EarlyKey[]
  /** Somebody listens. */
  isHeard: boolean
  isWaiting: boolean
}

declare global {
  interface Window {
    earlyKeys?: EarlyKeys
  }
}

/** A part of the page that starts later than this after the key is not what the key was meant for. */
const MEANT_MS = 2_000
/** Who pressed a key longer ago than this, while the page loaded, has given up on it. */
const REMEMBERED_MS = 60_000
/** How often the first key of several is offered to parts that start later, each time when the page has come to rest. */
const MOST_OFFERS = 15
const BETWEEN_MS = 100
/** A page that never rests is asked all the same. */
const LONGEST_WAIT_MS = 400

/**
 * Runs in the page before any of its scripts, as text: it may name nothing outside itself. Letters that are no typing, and
 * ⌘K, are kept until somebody has heard them. A press of the pointer ends that: the person has gone on.
 */
export function keepEarlyKeys(): void {
  const early: EarlyKeys = { kept: [], isHeard: false, isWaiting: false }
  window.earlyKeys = early
  const typing = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]'
  const hearsItself = '[role=dialog], [role=menu], [role=listbox], [role=combobox], [role=grid]'
  window.addEventListener(
    'keydown',
    event => {
      const { key, target } = event
      const command = event.ctrlKey || event.metaKey
      const within = (places: string) => target instanceof Element && target.closest(places) !== null
      if (key === 'Enter') early.kept.splice(0)
      if (!event.isTrusted || event.repeat || event.altKey || key.length !== 1 || key === ' ') return
      if (command ? key.toLowerCase() !== 'k' : within(typing) || within(hearsItself)) return
      const whileLoading = !early.isHeard
      // Browsers have a ⌘K and a quick find of their own.
      if (whileLoading && (command || key === '/')) event.preventDefault()
      const one = { event, whileLoading, offers: 0 }
      early.kept.push(one)
      if (whileLoading) return
      // Heard at once: what was pressed before it is over, too.
      setTimeout(() => {
        if (event.defaultPrevented) early.kept.splice(0, early.kept.indexOf(one) + 1)
      })
    },
    true,
  )
  window.addEventListener('pointerdown', () => early.kept.splice(0), true)
}

/** Whether a listener took it. It keeps the time at which it was pressed: two that go together are told by that. */
function offer({ key, code, ctrlKey, metaKey, shiftKey, timeStamp }: KeyboardEvent): boolean {
  const init = { key, code, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true }
  const again = Object.defineProperty(new KeyboardEvent('keydown', init), 'timeStamp', { value: timeStamp })
  return !(document.activeElement ?? document.body).dispatchEvent(again)
}

/** A page that still starts is not at rest: what is left of it may hear the key. */
function atRest(work: () => void): void {
  setTimeout(() => {
    if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: LONGEST_WAIT_MS })
    else work()
  }, BETWEEN_MS)
}

function offerKept(early: EarlyKeys): void {
  early.isHeard = true
  early.isWaiting = false
  for (let first = early.kept[0]; first; first = early.kept[0]) {
    const { event, whileLoading } = first
    const isOver =
      performance.now() - event.timeStamp > (whileLoading ? REMEMBERED_MS : MEANT_MS) ||
      (whileLoading && first.offers++ === MOST_OFFERS)
    if (!isOver && !offer(event)) {
      early.isWaiting = true
      atRest(() => offerKept(early))
      return
    }
    early.kept.shift()
  }
}

/** Hears the keys of the page, those first that were pressed before it could. Returns what ends it. */
export function hearKeys(listener: (event: KeyboardEvent) => void): () => void {
  window.addEventListener('keydown', listener)
  const { earlyKeys } = window
  // Once all that starts together has started.
  const timer = earlyKeys && setTimeout(() => earlyKeys.isWaiting || offerKept(earlyKeys))
  return () => {
    clearTimeout(timer)
    window.removeEventListener('keydown', listener)
  }
}
