'use client'

import { type ReactNode, useState } from 'react'
import { PlanDesk } from '@/components/plan-desk'
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
  const bar = plan.chosen && (
    <RemovalBar plan={plan} way={plan.chosen} mayGrant={mayGrant} onDone={setReceipt} />
  )
  return (
    <PlanDesk
      left={ways}
      view={view}
      apply={bar}
      onPhone="Access is removed where there is room to read what changes."
    />
  )
}
