'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type MatrixAddress, readAddress, writeAddress } from './matrix-address'

/** Browsers refuse hundreds of address changes a minute: a held arrow key writes once it rests. */
const REST_MS = 150
const MOVES = /^(Arrow|Page|Home|End)/

/**
 * The chosen cell, chips and find text: at once on screen, shortly after in the address.
 * Following a link or going back is read from the address again.
 */
export function useMatrixAddress(): [MatrixAddress, (patch: Partial<MatrixAddress>) => void] {
  const query = useSearchParams().toString()
  const [address, setAddress] = useState(() => readAddress(new URLSearchParams(query)))
  const heard = useRef(query)
  /** By us, oldest first, and not heard of: where the page is busy, the router tells of one after the next was written. */
  const written = useRef<string[]>([])
  const pending = useRef<ReturnType<typeof setTimeout> | null>(null)
  const latest = useRef(address)

  useEffect(() => {
    if (query === heard.current) return
    heard.current = query
    const own = written.current.indexOf(query)
    if (own >= 0) {
      written.current.splice(0, own + 1)
      return
    }
    // A link followed or a way back: what was written before is not told of any more.
    written.current = []
    if (pending.current) return
    latest.current = readAddress(new URLSearchParams(query))
    setAddress(latest.current)
  }, [query])

  const write = useCallback(() => {
    if (!pending.current) return
    clearTimeout(pending.current)
    pending.current = null
    const next = writeAddress(new URLSearchParams(window.location.search), latest.current).toString()
    if (next === heard.current) written.current = []
    else if (next !== written.current.at(-1)) written.current.push(next)
    window.history.replaceState(null, '', next ? `?${next}` : window.location.pathname)
  }, [])

  useEffect(() => () => void (pending.current && clearTimeout(pending.current)), [])
  // An address written while a link is being followed would call that off: it is written before.
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => !MOVES.test(key) && write()
    window.addEventListener('click', write, true)
    window.addEventListener('keydown', onKey, true)
    return () => {
      window.removeEventListener('click', write, true)
      window.removeEventListener('keydown', onKey, true)
    }
  }, [write])

  const change = useCallback(
    (patch: Partial<MatrixAddress>) => {
      latest.current = { ...latest.current, ...patch }
      setAddress(latest.current)
      if (pending.current) clearTimeout(pending.current)
      pending.current = setTimeout(write, REST_MS)
    },
    [write],
  )

  return [address, change]
}
