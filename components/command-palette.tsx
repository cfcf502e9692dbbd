'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { Search, TriangleAlert } from 'lucide-react'
import { useRouter } from 'next/navigation'
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { searchTextOf } from '@/lib/connect/pasted-connection'
import { inspectorItem } from './palette-items'
import { PaletteLegend } from './palette-legend'
import { PaletteList, SECOND } from './palette-list'
import { paletteWords } from './palette-words'
import { classNames } from './ui/class-names'
import { Kbd } from './ui/kbd'
import { Tag } from './ui/tag'
import { useAccount } from './use-account'
import { useBrowserAct } from './use-browser-act'
import { usePalette } from './use-palette'

const NARROW: Record<string, string> = { '@': 'Principals', ':': 'Targets', '>': 'Actions' }

interface CommandPaletteProps {
  /** What was typed before this part of the program arrived. */
  early: RefObject<string>
  onClose: () => void
}

/** The list, what is chosen in it, and what the keys do. Enter waits for the answer to what was typed. */
function useCommands({ early, onClose }: CommandPaletteProps) {
  const router = useRouter()
  const account = useAccount()
  const act = useBrowserAct()
  const [query, write] = useState(() => early.current)
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const awaited = useRef<{ second: boolean } | null>(null)
  const { reading, busy } = usePalette(query)
  const items = [...inspectorItem(query, account), ...(reading?.items ?? [])]
  const current = Math.min(at, Math.max(0, items.length - 1))

  const run = (index: number, second = false) => {
    const item = items[second && items[SECOND]?.group === 'do' ? SECOND : index]
    if (!item) return
    onClose()
    if (item.href) router.push(item.href)
    else if (item.act) act(item.act)
  }
  useEffect(() => {
    if (busy || !awaited.current) return
    const { second } = awaited.current
    awaited.current = null
    run(0, second)
  })
  const setQuery = (text: string) => {
    awaited.current = null
    write(text)
    setAt(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const second = event.metaKey || event.ctrlKey
    if (step) {
      const next = (current + step + items.length) % Math.max(1, items.length)
      setAt(next)
      list.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      if (busy) awaited.current = { second }
      else run(current, second)
    } else if (event.key === 'Escape' && query) {
      event.stopPropagation()
      setQuery('')
    } else return
    event.preventDefault()
  }
  /** What was typed while the dialog was being drawn; from now on letters go to the field itself. */
  const takeEarly = useCallback(
    (field: HTMLInputElement | null) => {
      if (field) write(text => (early.current.startsWith(text) ? early.current : text))
    },
    [early],
  )
  return {
    takeEarly,
    query,
    setQuery,
    items,
    current,
    setAt,
    run,
    onKeyDown,
    list,
    busy,
    reading,
  }
}

function Frame({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <Base.Root open onOpenChange={open => (open ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          data-slot="command-palette"
          aria-label="Search or jump to"
          className="fixed z-50 flex flex-col overflow-hidden bg-raised shadow-dialog outline-none max-md:inset-0 md:top-[11.5vh] md:left-1/2 md:max-h-[64vh] md:w-160 md:-translate-x-1/2 md:rounded-xl"
        >
          {children}
          <PaletteLegend />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

export function CommandPalette(props: CommandPaletteProps) {
  const id = useId()
  const { takeEarly, query, setQuery, items, current, setAt, run, onKeyDown, list, busy, reading } =
    useCommands(props)
  const term = searchTextOf(query.replace(/^[@:>]\s*/, '').trim())
  const notSearched = reading?.notSearched ?? null
  const said = paletteWords({ query, term, busy, reading, some: items.length > 0 })
  return (
    <Frame onClose={props.onClose}>
      <div className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4">
        <Search aria-hidden size={16} strokeWidth={1.5} className="text-subtle" />
        <input
          ref={takeEarly}
          role="combobox"
          aria-label="Search targets, principals, database users and actions"
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={items.length > 0 ? `${id}-${current}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: a palette is opened to type in it
          autoFocus
          value={query}
          placeholder="Search or jump to"
          onChange={event => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent text-lg outline-none"
        />
        <Tag>{NARROW[query[0] ?? ''] ?? 'All'}</Tag>
        <Base.Close className="grid min-h-6 min-w-6 place-items-center rounded-sm text-xs text-muted max-md:min-h-11 max-md:px-2">
          <span className="md:sr-only">Close</span>
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
        {said ? (
          <p
            role="status"
            className={classNames(
              'px-2.5 text-muted',
              items.length > 0 ? 'pt-2 text-xs' : 'appear-late py-6',
            )}
          >
            {said}
          </p>
        ) : null}
        <PaletteList id={id} items={items} term={term} current={current} onHover={setAt} onRun={run} />
      </div>
      {notSearched ? (
        <p
          role="note"
          className="flex items-center gap-2 border-t border-line px-4 py-1.5 text-xs text-muted"
        >
          <TriangleAlert aria-hidden size={13} strokeWidth={1.5} className="shrink-0 text-cond" />
          Not everything was searched: {notSearched}
        </p>
      ) : null}
    </Frame>
  )
}
