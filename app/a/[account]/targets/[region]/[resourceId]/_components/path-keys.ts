import type { KeyboardEvent } from 'react'

interface PathKeys {
  onClose: () => void
  onCopy: () => void
}

const blocksIn = (panel: Element) => [...panel.querySelectorAll<HTMLElement>('[data-block]')]

/** The block that has the focus, inside it or on its head. */
const blockAround = (focused: Element) =>
  focused.closest('[data-slot=path-block]')?.querySelector<HTMLElement>('[data-block]') ?? null

/** From the panel itself the first way leads to what says no. */
function neighbour(panel: Element, focused: Element, step: 1 | -1): HTMLElement | undefined {
  const blocks = blocksIn(panel)
  const around = blockAround(focused)
  if (around) return blocks[blocks.indexOf(around) + step]
  return blocks.find(block => block.getAttribute('aria-expanded') === 'true') ?? blocks[0]
}

/** ↑ ↓ between blocks, E opens one (↵ does by itself), C copies all, Esc closes the panel. */
export function pathKeys({ onClose, onCopy }: PathKeys) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const { currentTarget: panel, target } = event
    // What a menu of the panel hears bubbles here too.
    if (!(target instanceof Element) || !panel.contains(target)) return
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const act: Record<string, () => void> = {
      escape: onClose,
      arrowdown: () => neighbour(panel, target, 1)?.focus(),
      arrowup: () => neighbour(panel, target, -1)?.focus(),
      e: () => blockAround(target)?.click(),
      c: onCopy,
    }
    const done = act[event.key.toLowerCase()]
    if (!done) return
    event.preventDefault()
    done()
  }
}
