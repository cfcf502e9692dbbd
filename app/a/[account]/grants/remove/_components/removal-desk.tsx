'use client'

import { type ReactNode, useState } from 'react'
import { PlanPane } from '@/components/plan-pane'
import { Banner } from '@/components/ui/banner'
import type { RemovalPlan } from '@/lib/grants/removal/removal-plan'
import type { RemovalReceipt } from '@/lib/services/grants/apply-removal'
import { ReceiptOfRemoval } from './receipt-of-removal'
import { RemovalBar } from './removal-bar'

interface RemovalDeskProps {
  plan: RemovalPlan
  mayGrant: boolean
  ways: ReactNode
  view: ReactNode
}

/** The ways on the left; on the right what the chosen one does, and the button that does it. */
export function RemovalDesk({ plan, mayGrant, ways, view }: RemovalDeskProps) {
  const [receipt, setReceipt] = useState<RemovalReceipt | null>(null)
  if (receipt) return <ReceiptOfRemoval receipt={receipt} plan={plan} onAgain={() => setReceipt(null)} />
  return (
    <div className="flex min-h-0 flex-1 max-lg:flex-col">
      <div className="w-118 shrink-0 px-5 py-5 max-lg:w-full max-sm:px-4 lg:overflow-y-auto">{ways}</div>
      {plan.chosen ? (
        <div className="flex min-w-0 flex-1 flex-col border-l border-line bg-surface max-lg:border-t max-lg:border-l-0">
          <PlanPane
            apply={<RemovalBar plan={plan} way={plan.chosen} mayGrant={mayGrant} onDone={setReceipt} />}
          >
            <Banner tone="info" title="Continue on a larger screen." className="mx-4 mt-4 sm:hidden">
              Access is removed where there is room to read what changes. This address keeps what was chosen.
            </Banner>
            {view}
          </PlanPane>
        </div>
      ) : null}
    </div>
  )
}
