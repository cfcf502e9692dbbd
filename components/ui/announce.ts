export interface Notice {
  text: string
  tone: 'quiet' | 'ok' | 'warning' | 'error'
}

export const NOTICE_EVENT = 'gatehouse:notice'

function send(notice: Notice) {
  window.dispatchEvent(new CustomEvent<Notice>(NOTICE_EVENT, { detail: notice }))
}

/** For screen readers only: copies, refreshes, progress steps. */
export function announce(text: string): void {
  send({ text, tone: 'quiet' })
}

/** Shown for a few seconds and announced. */
export function toast(text: string, tone: 'ok' | 'warning' | 'error' = 'ok'): void {
  send({ text, tone })
}
