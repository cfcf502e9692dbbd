'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { GROUP_WORDS, type PaletteItem, type PaletteReading, readPalette } from './palette-items'
import { PaletteRow } from './palette-row'
import { Kbd } from './ui/kbd'
import { Tag } from './ui/tag'

const NARROW: Record<string, string> = { '@': 'Principals', ':': 'Targets', '>': 'Actions' }

/** Asks the server after a short pause; a later answer never loses to an earlier one. */
function usePalette(query: string): { reading: PaletteReading | null; busy: boolean } {
  const [reading, setReading] = useState<PaletteReading | null>(null)
  const [busy, setBusy] = useState(true)
  useEffect(() => {
    const abort = new AbortController()
    setBusy(true)
    const timer = setTimeout(
      async () => {
        const answer = await readPalette(query, abort.signal)
        if (abort.signal.aborted) return
        setReading(answer)
        setBusy(false)
      },
      query ? 90 : 0,
    )
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [query])
  return { reading, busy }
}

function groupsOf(items: PaletteItem[]) {
  return (['do', 'targets', 'principals', 'databaseUsers'] as const)
    .map(group => ({ group, items: items.filter(item => item.group === group) }))
    .filter(({ items }) => items.length > 0)
}

export function CommandPalette({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const id = useId()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const { reading, busy } = usePalette(query)
  const groups = groupsOf(reading?.items ?? [])
  const flat = groups.flatMap(({ items }) => items)
  const current = Math.min(at, Math.max(0, flat.length - 1))
  const term = query.replace(/^[@:>]\s*/, '').trim()

  const run = (item: PaletteItem | undefined, second: boolean) => {
    const href = second ? (item?.second?.href ?? item?.href) : item?.href
    if (!href) return
    onClose()
    router.push(href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      const next = (current + step + flat.length) % Math.max(1, flat.length)
      setAt(next)
      list.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      run(flat[current], event.metaKey || event.ctrlKey)
    } else if (event.key === 'Escape' && query) {
      event.preventDefault()
      event.stopPropagation()
      setQuery('')
    }
  }

  let index = -1
  return (
    <Base.Root open onOpenChange={open => (open ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          data-slot="command-palette"
          aria-label="Search or jump to"
          className="fixed z-50 flex flex-col overflow-hidden bg-raised shadow-dialog outline-none max-md:inset-0 md:top-[11.5vh] md:left-1/2 md:max-h-[64vh] md:w-160 md:-translate-x-1/2 md:rounded-xl"
        >
          <div className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4">
            <Search aria-hidden size={16} strokeWidth={1.5} className="text-subtle" />
            <input
              role="combobox"
              aria-label="Search targets, principals, database users and actions"
              aria-expanded={flat.length > 0}
              aria-controls={`${id}-list`}
              aria-activedescendant={flat.length > 0 ? `${id}-${current}` : undefined}
              aria-autocomplete="list"
              autoComplete="off"
              spellCheck={false}
              // biome-ignore lint/a11y/noAutofocus: a palette is opened to type in it
              autoFocus
              value={query}
              placeholder="Search or jump to"
              onChange={event => {
                setQuery(event.target.value)
                setAt(0)
              }}
              onKeyDown={onKeyDown}
              className="h-full min-w-0 flex-1 bg-transparent text-lg outline-none"
            />
            <Tag>{NARROW[query[0] ?? ''] ?? 'All'}</Tag>
            <Base.Close className="grid min-h-6 min-w-6 place-items-center rounded-sm text-xs text-muted max-md:min-h-11 max-md:px-2">
              <span className="md:hidden">Close</span>
              <Kbd>Esc</Kbd>
            </Base.Close>
          </div>
          <div
            ref={list}
            id={`${id}-list`}
            role="listbox"
            aria-label="Results"
            className="min-h-40 flex-1 overflow-y-auto p-1.5 pb-2"
          >
            {groups.map(({ group, items }) => (
              // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox
              <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
                <div id={`${id}-${group}`} className="px-2.5 pt-3 pb-1.5 text-2xs font-medium text-muted">
                  {GROUP_WORDS[group]}
                  {group === 'do' ? null : (
                    <span className="ml-1.5 font-normal text-subtle">{items.length}</span>
                  )}
                </div>
                {items.map(item => {
                  index += 1
                  const place = index
                  return (
                    <PaletteRow
                      key={`${item.href}-${item.title}`}
                      id={`${id}-${place}`}
                      index={place}
                      item={item}
                      term={term}
                      current={place === current}
                      onHover={() => setAt(place)}
                      onRun={second => run(item, second)}
                    />
                  )
                })}
              </div>
            ))}
            {flat.length === 0 ? (
              <p role="status" className="appear-late px-2.5 py-6 text-muted">
                {busy
                  ? 'Searching'
                  : (reading?.problem ??
                    (term
                      ? `Nothing is called “${term}”. Try a part of a name or an id.`
                      : 'Type a name or an id.'))}
              </p>
            ) : null}
          </div>
          <Legend />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function Legend() {
  return (
    <footer className="flex h-9 shrink-0 items-center gap-4 border-t border-line px-4 text-2xs text-subtle max-md:hidden">
      <span className="flex items-center gap-1.5">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd> move
      </span>
      <span className="flex items-center gap-1.5">
        <Kbd>↵</Kbd> run
      </span>
      <span className="flex items-center gap-1.5">
        <Kbd>⌘</Kbd>
        <Kbd>↵</Kbd> second action
      </span>
      <span className="flex-1" />
      <span className="flex items-center gap-1.5">
        <Kbd>@</Kbd> principals
      </span>
      <span className="flex items-center gap-1.5">
        <Kbd>:</Kbd> targets
      </span>
      <span className="flex items-center gap-1.5">
        <Kbd>&gt;</Kbd> actions
      </span>
    </footer>
  )
}
