import type { ReactNode } from 'react'
import { PlanPane } from './plan-pane'
import { Banner } from './ui/banner'

interface PlanDeskProps {
  /** What is chosen, or is to be taken back. */
  left: ReactNode
  /** What comes of it. */
  view: ReactNode
  /** The button that does it; null: nothing is chosen yet. */
  apply: ReactNode | null
  /** Why a phone only reads, in one sentence. */
  onPhone: string
}

/** Beside each other what one decides on and what it does; a phone reads it, one below the other. */
export function PlanDesk({ left, view, apply, onPhone }: PlanDeskProps) {
  return (
    <div className="flex min-h-0 flex-1 max-lg:flex-col">
      <div className="w-118 shrink-0 px-5 py-5 max-lg:w-full max-sm:px-4 lg:overflow-y-auto">{left}</div>
      {apply === null ? null : (
        <div className="flex min-w-0 flex-1 flex-col border-l border-line bg-surface max-lg:border-t max-lg:border-l-0">
          <PlanPane apply={apply}>
            <Banner tone="info" title="Continue on a larger screen." className="mx-4 mt-4 sm:hidden">
              {onPhone} This address keeps what was chosen.
            </Banner>
            {view}
          </PlanPane>
        </div>
      )}
    </div>
  )
}
