'use client'
import { VerdictMark } from '@/components/verdict-mark'
import { UNREAD_LEGEND, verdictWords } from '@/lib/access/model/as-far-as-read'
import { reaches, type Verdict } from '@/lib/access/model/verdict'
import { formatCount, formatNumber } from '@/lib/format'
import type { MatrixAddress } from './matrix-address'

const ORDER: Verdict[] = ['canConnect', 'conditional', 'dormant', 'denied', 'notEvaluated']

interface VerdictChipsProps {
  counts: Record<Verdict, number>
  asFarAsRead: boolean
  hide: readonly Verdict[]
  change: (patch: Partial<MatrixAddress>) => void
}

/** The legend is the filter: mark, name, cells in view. */
export function VerdictChips({ counts, asFarAsRead, hide, change }: VerdictChipsProps) {
  const shown = ORDER.filter(verdict => verdict !== 'notEvaluated' || counts.notEvaluated > 0)
  return shown.map(verdict => {
    const off = hide.includes(verdict)
    const empty = counts[verdict] === 0
    const words = verdictWords(verdict, asFarAsRead)
    const cells = `${formatCount(counts[verdict], 'cell')} in view.`
    const hedge = asFarAsRead && reaches(verdict) ? ` ${UNREAD_LEGEND}` : ''
    return (
      <button
        key={verdict}
        type="button"
        aria-pressed={!off}
        aria-label={`${words}, ${formatNumber(counts[verdict])}`}
        title={off ? `Show rows that match only ${words.toLowerCase()}` : `${cells}${hedge}`}
        onClick={() => change({ hide: off ? hide.filter(item => item !== verdict) : [...hide, verdict] })}
        className={`inline-flex h-6 shrink-0 items-center gap-1.5 rounded-md border px-2 text-xs max-md:h-11 max-md:px-3 max-md:text-sm ${
          off || empty
            ? 'border-line bg-sunken text-subtle'
            : 'border-line-strong bg-surface text-fg shadow-btn hover:bg-hover'
        } ${off ? 'line-through' : ''}`}
      >
        <VerdictMark verdict={verdict} size={12} />
        <span className={verdict === 'notEvaluated' ? '@max-4xl:hidden' : ''}>
          {verdictWords(verdict, false)}
        </span>
        <span className="text-subtle">{formatNumber(counts[verdict])}</span>
      </button>
    )
  })
}
