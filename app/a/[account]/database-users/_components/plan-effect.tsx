import { useState } from 'react'
import { VerdictChange } from '@/components/effect-summary'
import { PlanNotes } from '@/components/plan-notes'
import { buttonClass } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { usePrinting } from '@/components/use-printing'
import { formatCount, formatNumber } from '@/lib/format'
import type { UserPlan } from '@/lib/provision/user-plan'
import { opensAndCloses } from './change-words'

const FIRST = 4

function Figure({ sign, value, word }: { sign: '+' | '−'; value: number; word: string }) {
  const colour = value === 0 ? 'text-subtle' : sign === '+' ? 'text-ok' : 'text-fg'
  return (
    <span className="inline-flex items-baseline gap-1.5">
      <span className={classNames('text-xl font-semibold tracking-[-0.02em]', colour)}>
        {sign}
        {formatNumber(value)}
      </span>
      <span className="text-xs text-muted">{word}</span>
    </span>
  )
}

/** Who gets in, and who no more, once the plan is carried out. */
export function PlanEffect({ plan }: { plan: UserPlan }) {
  const [all, setAll] = useState(false)
  const printing = usePrinting()
  const { effect, counts, checks } = plan
  const { opened, woken, closed } = opensAndCloses(effect)
  const shown = all || printing ? effect : effect.slice(0, FIRST)
  return (
    <section aria-label="Effect">
      <div className="flex flex-wrap items-baseline gap-x-5 gap-y-1">
        <h3 className="font-semibold">Effect</h3>
        <Figure
          sign="+"
          value={opened}
          word={
            woken === opened && opened > 0
              ? opened === 1
                ? 'connection wakes up'
                : 'connections wake up'
              : opened === 1
                ? 'new connection'
                : 'new connections'
          }
        />
        <Figure sign="−" value={closed} word="removed" />
      </div>
      {effect.length > 0 && (
        <ul
          aria-label="Connections that change"
          className="grid grid-cols-2 gap-x-6 gap-y-1 pt-1.5 text-xs max-sm:grid-cols-1"
        >
          {shown.map(change => (
            <li
              key={`${change.principalArn} ${change.resourceId} ${change.databaseUser}`}
              className="flex min-w-0 items-center gap-2"
            >
              <VerdictChange {...change} size={12} />
              <span
                className="truncate font-mono"
                title={`${change.principalArn} as ${change.databaseUser} on ${change.target}`}
              >
                {change.principal}
              </span>
              {change.target !== plan.target.name && (
                <span className="truncate text-muted">through {change.target}</span>
              )}
              {change.note && (
                <span className={change.note === 'wildcard' ? 'text-deny' : 'text-cond'}>{change.note}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {effect.length > FIRST && (
        <button
          type="button"
          className={buttonClass({ variant: 'ghost', size: 'sm' }, '-ml-2 mt-1')}
          onClick={() => setAll(!all)}
        >
          {all ? 'Show fewer' : `Show all ${formatCount(effect.length, 'connection')}`}
        </button>
      )}
      <div className="-mt-1.5">
        <PlanNotes
          notes={[
            ...(counts.wakesLater > 0
              ? [
                  {
                    tone: 'info' as const,
                    text: `${formatCount(counts.wakesLater, 'connection')} more ${counts.wakesLater === 1 ? 'waits' : 'wait'} for something else on the target.`,
                  },
                ]
              : []),
            ...checks.slice(-1),
          ]}
        />
      </div>
    </section>
  )
}
