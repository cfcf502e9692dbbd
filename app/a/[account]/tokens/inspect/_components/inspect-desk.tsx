'use client'

import { useEffect, useRef, useState } from 'react'
import { TokenInspectionView } from '@/components/token-inspection'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { useEarlyChange } from '@/components/use-early-change'
import { inspectToken } from '@/lib/connect/inspect-token'

/** A token is a password: what is pasted stays in this component's state, is sent nowhere, and goes with the page. */
export function InspectDesk() {
  const [pasted, setPasted] = useState({ text: '', at: new Date(0) })
  const field = useRef<HTMLTextAreaElement>(null)
  useEarlyChange(field, '', text => setPasted({ text, at: new Date() }))
  const clear = () => {
    setPasted({ text: '', at: new Date(0) })
    field.current?.focus()
  }
  useEffect(() => {
    const forget = () => setPasted({ text: '', at: new Date(0) })
    window.addEventListener('pagehide', forget)
    return () => window.removeEventListener('pagehide', forget)
  }, [])
  return (
    <div className="grid max-w-4xl gap-4 px-6 py-5 max-md:px-4">
      <div className="grid gap-1.5">
        <label htmlFor="pasted-token" className="font-medium">
          Token
        </label>
        <textarea
          ref={field}
          id="pasted-token"
          aria-describedby="pasted-token-note"
          value={pasted.text}
          onChange={event => setPasted({ text: event.target.value, at: new Date() })}
          onKeyDown={event => event.key === 'Escape' && pasted.text !== '' && clear()}
          rows={5}
          // biome-ignore lint/a11y/noAutofocus: the field is what the page is for
          autoFocus
          spellCheck={false}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          placeholder="Paste what your client was given, with whatever stands around it"
          className="w-full resize-y rounded-md border border-control bg-surface px-3 py-2 font-mono text-xs leading-5 break-all text-fg placeholder:font-sans placeholder:text-subtle max-md:text-md"
        />
        <div className="flex items-start gap-3">
          <p id="pasted-token-note" className="flex-1 text-xs text-muted">
            It stays in this browser: nothing of it is sent, kept or put into the address.
          </p>
          {pasted.text === '' ? null : (
            <Button size="sm" onClick={clear}>
              Clear <Kbd>Esc</Kbd>
            </Button>
          )}
        </div>
      </div>
      <div aria-live="polite">
        {pasted.text.trim() === '' ? null : <TokenInspectionView {...inspectToken(pasted.text, pasted.at)} />}
      </div>
    </div>
  )
}
