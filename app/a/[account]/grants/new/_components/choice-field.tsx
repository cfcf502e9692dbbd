'use client'

import { Ban } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/lib/format'

export interface Choice {
  key: string
  name: string
  /** The whole of what is cut with an ellipsis. */
  tip?: string
  /** Why it cannot be chosen. */
  disabled?: string | null
  content: ReactNode
}

interface ChoiceFieldProps {
  label: string
  placeholder: string
  choices: Choice[]
  more?: number
  problem?: string | null
  /** What the choices leave out. */
  unread?: string | null
  /** The choices still answer an earlier text. */
  waiting?: boolean
  /** Said where nothing is typed and nothing is left to choose. */
  nothing: string
  /** Nothing is chosen here yet: after a choice elsewhere the focus comes here. */
  wanting: boolean
  /** Offered where nothing has exactly this name. */
  free?: ((text: string) => Choice | null) | undefined
  className?: string
  onQuery: (text: string) => void
  onChoose: (key: string) => void
  onBackspace?: () => void
  onClose?: () => void
}

/**
 * A text field with a list below it. Arrows walk, Enter takes, Esc closes. Focus alone opens nothing: an open list
 * covers the page, so it is there only while somebody chooses. It is as wide as the box that holds the field.
 */
export function ChoiceField(props: ChoiceFieldProps) {
  const { label, placeholder, free, onQuery, onChoose } = props
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const listId = useId()
  const field = useRef<HTMLInputElement>(null)
  const own = text.trim() === '' ? null : (free?.(text.trim()) ?? null)
  const choices = own ? [...props.choices, own] : props.choices
  const current = Math.min(active, choices.length - 1)
  const early = useRef(false)

  const show = (value: string) => {
    setOpen(true)
    onQuery(value)
  }
  const type = (value: string) => {
    setText(value)
    setActive(0)
    early.current = false
    show(value)
  }
  const choose = (choice: Choice | undefined) => {
    if (!choice || choice.disabled) return
    setText('')
    setActive(0)
    close()
    onChoose(choice.key)
    focusNextWanting(field.current)
  }
  // Enter pressed before the answer came takes the first of the answer, never one of an earlier text.
  useEffect(() => {
    if (props.waiting || !early.current) return
    early.current = false
    choose(choices[0])
  })
  const close = () => {
    setOpen(false)
    early.current = false
    props.onClose?.()
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setActive(open ? Math.min(choices.length - 1, current + 1) : 0)
    else if (event.key === 'ArrowUp') setActive(Math.max(0, current - 1))
    else if (event.key === 'Enter' && open && props.waiting) early.current = true
    else if (event.key === 'Enter' && open) choose(choices[current])
    else if (event.key === 'Escape' && open) close()
    else if (event.key === 'Backspace' && text === '' && props.onBackspace) return props.onBackspace()
    else return
    if (event.key.startsWith('Arrow') && !open) show(text)
    event.preventDefault()
  }
  return (
    <span className={classNames('block', props.className)}>
      <input
        ref={field}
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && choices[current] ? `${listId}-${current}` : undefined}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={event => type(event.target.value)}
        data-wanting={props.wanting || undefined}
        onClick={() => show(text)}
        onBlur={close}
        onKeyDown={onKeyDown}
        className="h-7 w-full bg-transparent px-1 outline-none placeholder:text-muted"
      />
      {open ? (
        <div className="absolute inset-x-0 top-full z-30 mt-1.5 max-h-72 overflow-y-auto rounded-lg bg-raised p-1 shadow-menu">
          <div id={listId} role="listbox" aria-label={label}>
            {choices.map((choice, index) => (
              <ChoiceRow
                key={choice.key}
                id={`${listId}-${index}`}
                choice={choice}
                active={index === current}
                onChoose={() => choose(choice)}
              />
            ))}
          </div>
          <p className="px-2 py-1 text-xs text-subtle">{listNote(props, text, choices.length)}</p>
        </div>
      ) : null}
    </span>
  )
}

function listNote(
  { problem, waiting, unread, nothing, more }: ChoiceFieldProps,
  text: string,
  shown: number,
) {
  if (problem) return problem
  if (shown > 0) return more ? `${formatCount(more, 'more', 'more')}: type to narrow.` : unread
  if (waiting) return 'Looking…'
  if (text.trim() === '') return unread ? `${nothing} ${sentence(unread)}` : nothing
  return unread ? `Nothing that was read has this name; ${unread}.` : 'Nothing has this name.'
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`

/** What still lacks something comes next; with nothing lacking, the focus stays. */
function focusNextWanting(from: HTMLInputElement | null): void {
  from?.focus()
  // A chosen target brings a field of its own, which is drawn first.
  requestAnimationFrame(() => {
    if (document.activeElement !== from) return
    const all = [...document.querySelectorAll<HTMLInputElement>('[data-wanting]')]
    const behind = all.find(
      one => from && from !== one && from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING,
    )
    const next = behind ?? all.find(one => one !== from)
    next?.focus()
  })
}

function ChoiceRow({
  id,
  choice,
  active,
  onChoose,
}: {
  id: string
  choice: Choice
  active: boolean
  onChoose: () => void
}) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field holds the focus and the keys
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-disabled={choice.disabled ? true : undefined}
      title={choice.tip}
      onMouseDown={event => event.preventDefault()}
      onClick={onChoose}
      className={classNames(
        'rounded-sm px-2',
        active && 'bg-hover',
        choice.disabled ? 'text-muted' : 'cursor-pointer hover:bg-hover',
      )}
    >
      <span className="flex min-h-8 items-center gap-2">
        {choice.content}
        {choice.disabled ? <Ban aria-hidden size={13} strokeWidth={1.5} className="shrink-0" /> : null}
      </span>
      {choice.disabled ? (
        <span className="block pb-1.5 pl-5.5 text-xs text-muted">Cannot be chosen. {choice.disabled}</span>
      ) : null}
    </div>
  )
}
