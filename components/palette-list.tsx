'use client'

import type { FoundItem } from '@/lib/services/shell/search-everything'
import { GROUP_WORDS } from './palette-items'
import { PaletteRow } from './palette-row'

const ORDER = ['do', 'targets', 'principals', 'databaseUsers', 'findings'] as const

/** In the order shown: what the arrows walk through. */
export function inOrder(items: FoundItem[]): FoundItem[] {
  return ORDER.flatMap(group => items.filter(item => item.group === group))
}

interface PaletteListProps {
  id: string
  /** As `inOrder` gives them. */
  items: FoundItem[]
  term: string
  current: number
  onHover: (index: number) => void
  onRun: (index: number, second: boolean) => void
}

export function PaletteList({ id, items, term, current, onHover, onRun }: PaletteListProps) {
  return ORDER.map(group => {
    const places = items.flatMap((item, index) => (item.group === group ? [index] : []))
    if (places.length === 0) return null
    return (
      // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox
      <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
        <div id={`${id}-${group}`} className="px-2.5 pt-3 pb-1.5 text-2xs font-medium text-muted">
          {GROUP_WORDS[group]}
          {group === 'do' ? null : <span className="ml-1.5 font-normal text-subtle">{places.length}</span>}
        </div>
        {places.map(index => {
          const item = items[index]
          return item ? (
            <PaletteRow
              key={`${item.href} ${item.title}`}
              id={`${id}-${index}`}
              index={index}
              item={item}
              term={term}
              current={index === current}
              onHover={() => onHover(index)}
              onRun={second => onRun(index, second)}
            />
          ) : null
        })}
      </div>
    )
  })
}
