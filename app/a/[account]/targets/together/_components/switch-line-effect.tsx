'use client'

import { ChevronRight } from 'lucide-react'
import { useCallback, useState } from 'react'
import { EffectTable } from '@/components/effect-table'
import { shownName } from '@/components/shown-name'
import { usePrinting } from '@/components/use-printing'
import { reaches } from '@/lib/access/model/verdict'
import { formatCount, formatNumber } from '@/lib/format'
import type { SwitchLine } from '@/lib/services/targets/plan-switches'

const NAMED = 3

/** The first by name; the rest is folded below. */
function Names({ word, of, count }: { word: string; of: SwitchLine['effect']; count: number }) {
  if (of.length === 0) return null
  const named = of
    .slice(0, NAMED)
    .map(({ principal, databaseUser }) => `${shownName(principal)} as ${databaseUser}`)
  const more = count > named.length ? ` and ${formatNumber(count - named.length)} more` : ''
  return (
    <span className="block wrap-anywhere whitespace-normal">
      <span className="text-muted">{word}:</span> {named.join(', ')}
      {more}
    </span>
  )
}

/** Who gains and who loses on one target. The table is drawn once it is opened: of hundreds of targets, all of it is tens of thousands of nodes. */
export function SwitchLineEffect({ counts, effect, more }: Pick<SwitchLine, 'counts' | 'effect' | 'more'>) {
  const [isOpen, setOpen] = useState(false)
  const isPrinting = usePrinting()
  // Opened before the page's script had started.
  const heed = useCallback((part: HTMLDetailsElement | null) => {
    if (part?.open) setOpen(true)
  }, [])
  const opened = counts.gains + counts.conditional
  if (effect.length === 0) return <span className="text-muted">Nobody gains or loses</span>
  const gainers = effect.filter(({ after }) => reaches(after))
  const losers = effect.filter(({ after }) => !reaches(after))
  const conditional = counts.conditional > 0 ? `, ${formatNumber(counts.conditional)} under a condition` : ''
  return (
    <>
      <Names word="Gain" of={gainers} count={opened} />
      <Names word="Lose" of={losers} count={counts.losses} />
      <details ref={heed} className="group" onToggle={event => setOpen(event.currentTarget.open)}>
        <summary className="flex cursor-pointer items-center gap-1 whitespace-normal">
          <ChevronRight
            size={13}
            strokeWidth={1.5}
            aria-hidden
            className="shrink-0 text-subtle group-open:rotate-90 print:hidden"
          />
          <span>
            {opened > 0 ? `${formatCount(opened, 'connection')} gained${conditional}` : null}
            {opened > 0 && counts.losses > 0 ? ', ' : null}
            {counts.losses > 0 ? `${formatNumber(counts.losses)} lost` : null}
          </span>
        </summary>
        {isOpen || isPrinting ? <EffectTable effect={effect} /> : null}
        {more > 0 ? (
          <p className="py-1 text-xs text-muted">And {formatNumber(more)} more, on the target’s own page.</p>
        ) : null}
      </details>
    </>
  )
}
