'use client'

import { ListFilter } from 'lucide-react'
import type { Route } from 'next'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { InputGroup } from './ui/input'
import { Kbd } from './ui/kbd'
import { Spinner } from './ui/spinner'
import { useEarlyChange } from './use-early-change'
import { useHitKeys } from './use-hit-keys'

const PAUSE_MS = 180

/** Text that lives in the address: written after a short pause, cleared with Esc; ↓ and Enter lead into the list. */
export function FilterInput({
  name = 'q',
  label,
  placeholder,
  className,
}: {
  name?: string
  label: string
  placeholder: string
  className?: string
}) {
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  const written = params.get(name) ?? ''
  const [text, setText] = useState(written)
  const [pending, start] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const typing = useRef(false)
  const field = useRef<HTMLInputElement>(null)
  const hits = useHitKeys(field, !pending && written === text.trim())

  // A blank that ends it is the beginning of the next word, not of the address.
  // While an address is on its way, the one before it says nothing about the text.
  useEffect(() => {
    if (!typing.current && !pending) setText(text => (text.trim() === written ? text : written))
  }, [written, pending])
  useEffect(() => () => clearTimeout(timer.current), [])

  const write = (value: string) => {
    clearTimeout(timer.current)
    typing.current = false
    const next = new URLSearchParams(params)
    if (value.trim()) next.set(name, value.trim())
    else next.delete(name)
    next.delete('page')
    const query = next.toString()
    start(() => router.replace((query ? `${path}?${query}` : path) as Route, { scroll: false }))
  }

  const type = (value: string) => {
    typing.current = true
    setText(value)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => write(value), PAUSE_MS)
  }
  useEarlyChange(field, written, type)

  return (
    <search className={className}>
      <InputGroup
        ref={field}
        data-filter=""
        size="lg"
        type="text"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        before={<ListFilter aria-hidden size={15} strokeWidth={1.5} />}
        after={pending ? <Spinner size={12} /> : <Kbd>/</Kbd>}
        onChange={event => {
          hits.forget()
          type(event.target.value)
        }}
        onKeyDown={event => {
          const isWritten = written === text.trim()
          if ((hits.onKey(event, text) || event.key === 'Enter') && !isWritten) write(text)
          if (event.key === 'Escape') {
            if (text) {
              setText('')
              write('')
            } else event.currentTarget.blur()
          }
        }}
      />
    </search>
  )
}
