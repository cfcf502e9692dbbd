'use client'

import { useRef, useState } from 'react'

/** Which rows are chosen, whether or not they are drawn or pass the filter; Shift chooses from the last one to this. */
export function useChosenTargets(shown: readonly string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string | null>(null)
  const set = (keys: readonly string[], isChosen: boolean) =>
    setChosen(known => {
      const next = new Set(known)
      for (const key of keys) isChosen ? next.add(key) : next.delete(key)
      return next
    })
  const choose = (key: string, withRange: boolean) => {
    const [from, to] = [shown.indexOf(last.current ?? key), shown.indexOf(key)]
    const range = withRange && from >= 0 ? shown.slice(Math.min(from, to), Math.max(from, to) + 1) : [key]
    set(range, !chosen.has(key))
    last.current = key
  }
  return {
    chosen,
    choose,
    chooseAll: () => set(shown, true),
    chooseNone: () => setChosen(new Set()),
  }
}
