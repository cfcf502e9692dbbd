import { type KeyboardEvent as FieldKeyEvent, type RefObject, useEffect, useRef } from 'react'

type Act = 'focus' | 'click'

/** What the lines of a filtered list mark as the way into them. */
const hitsOf = () => [...document.querySelectorAll<HTMLElement>('main a[data-hit]')]

/**
 * From a filter into its list: down to the first line, Enter opens it, and the arrows walk on where the list does
 * not walk by itself (`data-walks`); up from the first leads back. Pressed before the answer to what was typed, a key waits for it.
 */
export function useHitKeys(field: RefObject<HTMLInputElement | null>, settled: boolean) {
  const wanted = useRef<Act | null>(null)
  const go = () => {
    if (wanted.current === null || !settled) return
    hitsOf()[0]?.[wanted.current]()
    wanted.current = null
  }
  useEffect(go)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const hits = by === undefined ? [] : hitsOf()
      const target = event.target as HTMLElement
      const at = hits.indexOf(target)
      if (at < 0 || by === undefined) return
      const isOwn = target.closest('[data-walks]') !== null
      const to = at + by < 0 ? field.current : isOwn ? null : hits[at + by]
      if (!to || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.shiftKey)
        return
      event.preventDefault()
      to.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [field])
  return {
    /** True: the key is one of these, and what is typed is to be looked for at once. */
    onKey: (event: FieldKeyEvent<HTMLInputElement>, text: string): boolean => {
      const act = { ArrowDown: 'focus', Enter: 'click' }[event.key] as Act | undefined
      if (!act || event.nativeEvent.isComposing || (act === 'click' && text.trim() === '')) return false
      event.preventDefault()
      wanted.current = act
      go()
      return true
    },
    /** Typed on: what was wanted of the earlier text is not any more. */
    forget: () => {
      wanted.current = null
    },
  }
}
