/** What is being written in this tab; it holds no secret, and is gone with the tab. */
export interface KeptText {
  /** Of the form beneath it: a text of another grant is only offered. */
  address: string
  text: string
  /** The one before, when somebody began anew. */
  left: string | null
}

const KEY = 'gatehouse.written-policy'

export function keptText(): KeptText | null {
  try {
    const { address, text, left } = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as KeptText
    return typeof address === 'string' && typeof text === 'string'
      ? { address, text, left: typeof left === 'string' ? left : null }
      : null
  } catch {
    return null
  }
}

/** A browser that keeps nothing loses it on a reload, and nothing else. */
export function keepText(kept: KeptText): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept))
  } catch {}
}
