'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { ReceiptPage } from '@/components/receipt-page'
import { ButtonLink } from '@/components/ui/button'
import { IAM_SPREADS, SESSIONS_STAY } from '@/lib/grants/after-change'
import type { ReversalKind } from '@/lib/grants/steps/step-progress'
import { routes } from '@/lib/routes'
import type { ReversalReceipt } from '@/lib/services/reversals/apply-reversal'
import { WORDS } from './reversal-words'

const Receipt = createContext<(receipt: ReversalReceipt) => void>(() => {})

/** Shows what was done in the place of the plan. */
export const useReceipt = () => useContext(Receipt)

interface ReversalReceiptProps {
  kind: ReversalKind
  auditId: number
  children: ReactNode
}

/** Stands above the plan: by the time of the receipt the page is read again, and there is no plan any more. */
export function ReversalReceiptKeeper({ kind, auditId, children }: ReversalReceiptProps) {
  const router = useRouter()
  const [receipt, setReceipt] = useState<ReversalReceipt | null>(null)
  const show = (done: ReversalReceipt) => {
    setReceipt(done)
    router.refresh()
  }
  if (!receipt) return <Receipt value={show}>{children}</Receipt>
  return (
    <ReceiptPage
      receipt={receipt}
      title={WORDS[kind].done}
      afterwards={afterwardsOf(receipt)}
      onAgain={() => setReceipt(null)}
    >
      <ButtonLink
        variant={receipt.notDone.length === 0 ? 'primary' : 'secondary'}
        size="lg"
        // An interrupted change that was settled is told by another entry.
        href={routes.activity(kind === 'undo' ? { days: 'all', entry: auditId } : {})}
      >
        {kind === 'undo' ? `Back to entry ${auditId}` : 'Activity'}
      </ButtonLink>
    </ReceiptPage>
  )
}

function afterwardsOf({ done }: ReversalReceipt): string {
  return done.some(({ title }) => title.startsWith('ModifyDB'))
    ? 'RDS carries it out within minutes; the target shows how far it is.'
    : `${IAM_SPREADS} ${SESSIONS_STAY}`
}
