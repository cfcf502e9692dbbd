import type { ReactNode } from 'react'
import { PlanPane } from '@/components/plan-pane'
import { Banner } from '@/components/ui/banner'

interface ReversalDeskProps {
  progress: ReactNode
  view: ReactNode
  bar: ReactNode
}

/** The change on the left; on the right what its reverse does, and the button that does it. */
export function ReversalDesk({ progress, view, bar }: ReversalDeskProps) {
  return (
    <div className="flex min-h-0 flex-1 max-lg:flex-col">
      <div className="w-118 shrink-0 px-5 py-5 max-lg:w-full max-sm:px-4 lg:overflow-y-auto">{progress}</div>
      <div className="flex min-w-0 flex-1 flex-col border-l border-line bg-surface max-lg:border-t max-lg:border-l-0">
        <PlanPane apply={bar}>
          <Banner tone="info" title="Continue on a larger screen." className="mx-4 mt-4 sm:hidden">
            Changes are made where there is room to read what they do. This address keeps what was chosen.
          </Banner>
          {view}
        </PlanPane>
      </div>
    </div>
  )
}
