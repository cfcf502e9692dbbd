'use client'

import type { Route } from 'next'
import { useKeepOutcome } from '@/components/outcome-desk'
import { ReceiptPage } from '@/components/receipt-page'
import { ButtonLink } from '@/components/ui/button'
import { IAM_SPREADS, SESSIONS_STAY } from '@/lib/grants/after-change'
import type { FixReceipt } from '@/lib/services/findings/apply-fix'

interface ReceiptOfFixProps {
  receipt: FixReceipt
  /** Of the finding. */
  title: string
  onwards: Route
}

/** What was fixed, until the person moves on: the next finding never takes its place by itself. */
export function ReceiptOfFix({ receipt, title, onwards }: ReceiptOfFixProps) {
  const keep = useKeepOutcome()
  return (
    <ReceiptPage
      receipt={receipt}
      title={`Fixed, entry ${receipt.auditId} in Activity`}
      afterwards={`${title}. ${IAM_SPREADS} ${SESSIONS_STAY}`}
      onAgain={() => keep(null)}
    >
      <ButtonLink size="lg" href={onwards} onClick={() => keep(null)}>
        Next finding
      </ButtonLink>
    </ReceiptPage>
  )
}
