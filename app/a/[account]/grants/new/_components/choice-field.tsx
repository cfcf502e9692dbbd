'use client'

import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/lib/format'

export interface Choice {
  key: string
  name: string
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
  /** Offered where nothing has exactly this name. */
  free?: ((text: string) => Choice | null) | undefined
  autoFocus?: boolean
  className?: string
  onQuery: (text: string) => void
  onChoose: (key: string) => void
  onBackspace?: () => void
  onClose?: () => void
}

/** A text field with a list below it. Arrows walk, Enter takes, Esc closes; the list stays open for the next one. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { label, placeholder, free, onQuery, onChoose } = props
  const [text, setText] = useState('')
  const [open, setOpen] = useState(props.autoFocus ?? false)
  const [active, setActive] = useState(0)
  const listId = useId()
  const field = useRef<HTMLInputElement>(null)
  const own = text.trim() === '' ? null : (free?.(text.trim()) ?? null)
  const choices = own ? [...props.choices, own] : props.choices
  const current = Math.min(active, choices.length - 1)
  useEffect(() => {
    if (props.autoFocus) field.current?.focus()
  }, [props.autoFocus])

  const type = (value: string) => {
    setText(value)
    setActive(0)
    setOpen(true)
    onQuery(value)
  }
  const choose = (choice: Choice | undefined) => {
    if (!choice || choice.disabled) return
    onChoose(choice.key)
    type('')
    field.current?.focus()
  }
  const close = () => {
    setOpen(false)
    props.onClose?.()
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setActive(open ? Math.min(choices.length - 1, current + 1) : 0)
    else if (event.key === 'ArrowUp') setActive(Math.max(0, current - 1))
    else if (event.key === 'Enter' && open) choose(choices[current])
    else if (event.key === 'Escape' && open) close()
    else if (event.key === 'Backspace' && text === '' && props.onBackspace) return props.onBackspace()
    else return
    if (event.key.startsWith('Arrow')) setOpen(true)
    event.preventDefault()
  }
  return (
    <span className={classNames('relative block', props.className)}>
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
        onFocus={() => {
          setOpen(true)
          onQuery(text)
        }}
        onBlur={close}
        onKeyDown={onKeyDown}
        className="h-7 w-full bg-transparent px-1 outline-none placeholder:text-muted"
      />
      {open ? (
        <div className="absolute top-full left-0 z-30 mt-1.5 max-h-72 w-96 max-w-[80vw] overflow-y-auto rounded-lg bg-raised p-1 shadow-menu">
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
          <p className="px-2 py-1 text-xs text-subtle">
            {props.problem ??
              (choices.length === 0
                ? props.unread
                  ? `Nothing that was read has this name; ${props.unread}.`
                  : 'Nothing has this name.'
                : props.more
                  ? `${formatCount(props.more, 'more', 'more')}: type to narrow.`
                  : props.unread)}
          </p>
        </div>
      ) : null}
    </span>
  )
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
      title={choice.disabled ?? undefined}
      onMouseDown={event => event.preventDefault()}
      onClick={onChoose}
      className={classNames(
        'flex min-h-8 items-center gap-2 rounded-sm px-2',
        active && 'bg-hover',
        choice.disabled ? 'text-subtle' : 'cursor-pointer hover:bg-hover',
      )}
    >
      {choice.content}
    </div>
  )
}
