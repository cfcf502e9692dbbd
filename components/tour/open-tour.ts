const TOUR_EVENT = 'gatehouse:tour'

/** By somebody, while the panel had not started yet. */
let isAsked = false

/** After what asked for it is gone: a dialog that closes gives the focus back. */
export function openTour() {
  setTimeout(() => {
    isAsked = true
    window.dispatchEvent(new Event(TOUR_EVENT))
  })
}

/** Calls `open` whenever somebody asks, and once where somebody has. Returns what ends it. */
export function hearTour(open: () => void): () => void {
  const onAsked = () => {
    if (isAsked) open()
    isAsked = false
  }
  const timer = setTimeout(onAsked)
  window.addEventListener(TOUR_EVENT, onAsked)
  return () => {
    clearTimeout(timer)
    window.removeEventListener(TOUR_EVENT, onAsked)
  }
}
