'use client'

import { ReceiptPage } from '@/components/receipt-page'
import { ButtonLink } from '@/components/ui/button'
import { IAM_SPREADS, SESSIONS_STAY } from '@/lib/grants/after-change'
import type { RemovalPlan } from '@/lib/grants/removal/removal-plan'
import { routes } from '@/lib/routes'
import type { RemovalReceipt } from '@/lib/services/grants/apply-removal'
import { receiptTitle } from './removal-words'

interface ReceiptProps {
  receipt: RemovalReceipt
  plan: RemovalPlan
  onAgain: () => void
}

/** What was removed, and the way back to the matrix. */
export function ReceiptOfRemoval({ receipt, plan, onAgain }: ReceiptProps) {
  const { wish, target } = plan
  return (
    <ReceiptPage
      receipt={receipt}
      title={receiptTitle(receipt)}
      afterwards={`${IAM_SPREADS} ${SESSIONS_STAY}`}
      onAgain={onAgain}
    >
      <ButtonLink
        variant={receipt.notDone.length === 0 ? 'primary' : 'secondary'}
        size="lg"
        href={routes.target(wish, { who: wish.principalArn, as: wish.databaseUser, all: '1' })}
      >
        Who can connect to {target}
      </ButtonLink>
    </ReceiptPage>
  )
}
