'use client'

import { Check, ClipboardPaste, RefreshCw, Search } from 'lucide-react'
import { useRef } from 'react'
import { CommandKey } from '@/components/command-key'
import { announce } from '@/components/ui/announce'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import type { Recognised } from '@/lib/connect/doctor/recognised'
import { markedParts } from './marked-parts'
import { recognisedWords } from './recognised-words'

interface SymptomFieldProps {
  text: string
  recognised: Recognised | null
  busy: boolean
  mayCheck: boolean
  onText: (text: string) => void
  onClear: () => void
  onCheck: () => void
}

const LETTERS =
  'px-3 py-2 font-mono text-xs leading-5 break-words whitespace-pre-wrap [scrollbar-gutter:stable] max-md:text-sm'
export const TEXT_ID = 'doctor-text'

/** Marks lie behind the letters, in a copy of the text that nobody reads. */
export function SymptomField({
  text,
  recognised,
  busy,
  mayCheck,
  onText,
  onClear,
  onCheck,
}: SymptomFieldProps) {
  const behind = useRef<HTMLDivElement>(null)
  const paste = async () => {
    try {
      onText(await navigator.clipboard.readText())
    } catch {
      document.getElementById(TEXT_ID)?.focus()
      announce('The browser did not allow reading the clipboard: paste it here')
    }
  }
  return (
    <div className="grid content-start gap-1">
      <div className="flex items-baseline gap-3">
        <label htmlFor={TEXT_ID} className="flex-1 text-xs font-medium text-muted">
          What the client said
        </label>
        <span id="doctor-text-hint" className="text-xs text-subtle max-sm:hidden">
          error text, a token, or a line of the RDS log
        </span>
      </div>
      <div className="relative rounded-md border border-control bg-surface focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent">
        <div
          ref={behind}
          aria-hidden
          className={`pointer-events-none absolute inset-0 overflow-hidden text-transparent select-none ${LETTERS}`}
        >
          {markedParts(text, recognised?.marks ?? []).map(({ start, words, marked }) =>
            marked ? (
              <mark key={start} className="rounded-sm bg-code-mark text-transparent">
                {words}
              </mark>
            ) : (
              <span key={start}>{words}</span>
            ),
          )}
        </div>
        <textarea
          id={TEXT_ID}
          value={text}
          rows={6}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-describedby="doctor-text-hint"
          placeholder="Paste it here. It stays in this browser."
          onChange={event => onText(event.target.value)}
          onScroll={event => {
            if (behind.current) behind.current.scrollTop = event.currentTarget.scrollTop
          }}
          onKeyDown={event => {
            if (event.key !== 'Escape' || text === '') return
            event.preventDefault()
            event.stopPropagation()
            onClear()
          }}
          className={`relative block w-full resize-y bg-transparent text-fg outline-none placeholder:text-subtle max-md:h-28 ${LETTERS}`}
        />
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-2">
        <p
          aria-live="polite"
          className="flex min-w-0 flex-1 items-center gap-2 text-xs text-muted max-sm:basis-full"
        >
          {recognised ? <RecognisedLine recognised={recognised} text={text} /> : null}
        </p>
        <Button size="lg" className="md:hidden" onClick={paste}>
          <ClipboardPaste aria-hidden size={15} strokeWidth={1.5} />
          Paste
        </Button>
        {text ? (
          <Button variant="ghost" onClick={onClear}>
            Clear
            <span className="max-md:hidden">
              <Kbd>Esc</Kbd>
            </span>
          </Button>
        ) : null}
        <Button
          onClick={onCheck}
          busy={busy}
          disabled={!mayCheck}
          title={mayCheck ? undefined : 'Choose a target first'}
        >
          {busy ? null : <RefreshCw aria-hidden size={13} strokeWidth={1.5} />}
          Check again
          <span className="flex gap-1 max-md:hidden">
            <CommandKey />
            <Kbd>↵</Kbd>
          </span>
        </Button>
      </div>
    </div>
  )
}

function RecognisedLine({ recognised, text }: { recognised: Recognised; text: string }) {
  const words = recognisedWords(recognised, text)
  const Icon = words ? Check : Search
  return (
    <>
      <Icon
        aria-hidden
        size={14}
        strokeWidth={1.75}
        className={words ? 'shrink-0 text-ok' : 'shrink-0 text-subtle'}
      />
      <span>
        {words ? `Recognised: ${words}` : 'Not known here. Checked what can be checked without it.'}
      </span>
      {words ? <span className="text-subtle max-sm:hidden">Marked words decided it</span> : null}
    </>
  )
}
