'use client'

import { classNames } from '@/components/ui/class-names'
import type { DoctorRow } from './doctor-row'
import { FixButton } from './fix-button'
import { RowMark, STATE_WORDS } from './row-mark'

interface CauseListProps {
  rows: readonly DoctorRow[]
  counts: string
  /** False: no target is named, so that nothing was looked at. */
  live: boolean
  onPasteToken: () => void
}

/** One row a cause. The first that failed is lit, and holds the one primary button. */
export function CauseList({ rows, counts, live, onPasteToken }: CauseListProps) {
  const lit = rows[0]?.state === 'failed' ? rows[0].key : null
  return (
    <section
      aria-label="Causes"
      className="overflow-hidden rounded-lg border border-line bg-surface max-md:-mx-4 max-md:rounded-none max-md:border-x-0"
    >
      <header className="flex items-baseline gap-3 border-b border-line px-4 py-2 max-md:hidden">
        <h2 className="font-semibold">Causes, most likely first</h2>
        <span className="flex-1 text-xs text-muted">{counts}</span>
        <span className="text-xs text-muted max-lg:hidden">
          {live ? 'Checked now, on this target' : 'By the text alone'}
        </span>
      </header>
      <ol className="divide-y divide-line">
        {rows.map((row, index) => (
          <CauseRow
            key={row.key}
            row={row}
            number={index + 1}
            lit={row.key === lit}
            onPasteToken={onPasteToken}
          />
        ))}
      </ol>
    </section>
  )
}

interface CauseRowProps {
  row: DoctorRow
  number: number
  lit: boolean
  onPasteToken: () => void
}

function CauseRow({ row, number, lit, onPasteToken }: CauseRowProps) {
  const { key, state, title, evidence, took, fix } = row
  return (
    <li
      data-cause={key}
      data-state={state}
      className={classNames(
        'grid grid-cols-[1.25rem_minmax(0,1fr)_7rem_minmax(0,13rem)] items-start gap-x-3 px-4 py-2.5 max-lg:grid-cols-[1.25rem_minmax(0,1fr)_7rem] max-md:grid-cols-[1.25rem_minmax(0,1fr)]',
        lit && 'bg-accent-tint shadow-[inset_2px_0_0_var(--gh-accent)]',
      )}
    >
      <span className="text-subtle max-md:hidden">{number}</span>
      <span className="mt-0.5 md:hidden">
        <RowMark state={state} size={16} />
      </span>
      <div className="min-w-0">
        <h3 className="font-medium">
          {title}
          <span className="sr-only md:hidden max-md:print:not-sr-only">: {STATE_WORDS[state]}</span>
        </h3>
        <p className="mt-0.5 text-xs leading-5 break-words text-muted">{evidence}</p>
      </div>
      <div className="text-xs max-md:hidden">
        <span
          className={classNames('flex items-center gap-1.5', state === 'failed' ? 'text-deny' : 'text-fg')}
        >
          <RowMark state={state} />
          {STATE_WORDS[state]}
        </span>
        {took ? <span className="mt-0.5 block text-subtle">{took}</span> : null}
      </div>
      {fix ? (
        <div
          className={classNames(
            'flex justify-end max-lg:col-start-2 max-lg:mt-2 max-lg:justify-start',
            // On a phone it stands above, right below the answer.
            lit && 'max-md:hidden',
          )}
        >
          <FixButton fix={fix} primary={lit} onPasteToken={onPasteToken} />
        </div>
      ) : null}
    </li>
  )
}
