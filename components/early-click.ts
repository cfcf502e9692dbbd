declare global {
  interface Window {
    earlyClick?: MouseEvent | null
  }
}

/** Runs in the page before any of its scripts, as text: it may name nothing outside itself. Keeps the last click. */
export function keepEarlyClick(): void {
  window.addEventListener(
    'pointerdown',
    () => {
      window.earlyClick = null
    },
    true,
  )
  window.addEventListener(
    'click',
    event => {
      window.earlyClick = event.isTrusted ? event : null
    },
    true,
  )
}
