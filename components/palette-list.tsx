'use client'

import type { FoundItem } from '@/lib/services/shell/found-item'
import { GROUP_WORDS } from './palette-items'
import { PaletteRow } from './palette-row'

/** ⌘↵ runs the second thing that can be done. */
export const SECOND = 1

interface PaletteListProps {
  id: string
  /** Group after group, as the server ranked them. */
  items: FoundItem[]
  term: string
  current: number
  onHover: (index: number) => void
  onRun: (index: number) => void
}

export function PaletteList({ id, items, term, current, onHover, onRun }: PaletteListProps) {
  return [...new Set(items.map(({ group }) => group))].map(group => {
    const places = items.flatMap((item, index) => (item.group === group ? [index] : []))
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
              key={`${item.href ?? item.act} ${item.title}`}
              id={`${id}-${index}`}
              index={index}
              item={item}
              term={term}
              current={index === current}
              second={index === SECOND && item.group === 'do'}
              onHover={() => onHover(index)}
              onRun={() => onRun(index)}
            />
          ) : null
        })}
      </div>
    )
  })
}
