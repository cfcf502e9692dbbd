import { Check, Minus, X } from 'lucide-react'
import type { FirstRun } from '@/lib/services/shell/get-first-run'

const MARKS = {
  found: { Icon: Check, className: 'text-ok', word: 'Found' },
  missing: { Icon: Minus, className: 'text-subtle', word: 'Nothing there' },
  failed: { Icon: X, className: 'text-deny', word: 'Does not work' },
} as const

/** Variables and paths, which a machine compares, in mono. */
function Detail({ text }: { text: string }) {
  return text.split(/(\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|~?\/[\w./-]+)/).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence
    index % 2 ? <code key={index}>{part}</code> : part,
  )
}

/** Where the SDK looked, in its own order. */
export function SourceList({ sources }: { sources: FirstRun['sources'] }) {
  return (
    <ul className="mt-4 border-t border-line">
      {sources.map(source => {
        const { Icon, className, word } = MARKS[source.outcome]
        return (
          <li
            key={source.id}
            className="flex min-h-8 items-center gap-3 border-b border-line py-1 max-sm:items-start"
          >
            <Icon
              role="img"
              aria-label={word}
              size={14}
              strokeWidth={2}
              className={`shrink-0 ${className} max-sm:mt-1`}
            />
            <span className="flex min-w-0 flex-1 gap-x-3 max-sm:flex-col">
              <span className="w-44 shrink-0">{source.name}</span>
              <span className="min-w-0 text-xs/5 break-words text-muted">
                <Detail text={source.detail} />
              </span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
