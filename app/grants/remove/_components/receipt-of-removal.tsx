'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { ReceiptSteps } from '@/components/receipt-steps'
import { Button, ButtonLink } from '@/components/ui/button'
import type { RemovalPlan } from '@/lib/grants/removal/removal-plan'
import { routes } from '@/lib/routes'
import type { RemovalReceipt } from '@/lib/services/apply-removal'
import { receiptTitle } from './removal-words'

interface ReceiptProps {
  receipt: RemovalReceipt
  plan: RemovalPlan
  onAgain: () => void
}

/** What AWS did and what it did not, and the way back to the matrix. */
export function ReceiptOfRemoval({ receipt, plan, onAgain }: ReceiptProps) {
  const router = useRouter()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { done, notDone, auditId } = receipt
  const complete = notDone.length === 0
  const { wish, target } = plan
  const again = () => {
    onAgain()
    router.refresh()
  }
  return (
    <section className="mx-auto w-full max-w-160 px-5 py-8 max-md:px-4">
      <h2 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-[-0.02em] outline-none">
        {complete
          ? receiptTitle(receipt)
          : `${done.length} of ${done.length + notDone.length} steps were done`}
      </h2>
      <p className="mt-1 mb-5 text-muted">
        {complete
          ? 'IAM shows it everywhere within seconds to minutes. Connections that are open now stay open until they are closed.'
          : 'What was done stays. Planning again does only what is missing.'}
      </p>
      <ReceiptSteps receipt={receipt} />
      <div className="mt-6 flex flex-wrap gap-2">
        {complete ? null : (
          <Button variant="primary" size="lg" onClick={again}>
            Plan what is missing
          </Button>
        )}
        <ButtonLink
          variant={complete ? 'primary' : 'secondary'}
          size="lg"
          href={routes.target(wish, { who: wish.principalArn, as: wish.databaseUser, all: '1' })}
        >
          Who can connect to {target}
        </ButtonLink>
        <ButtonLink size="lg" href={routes.activity({ entry: auditId })}>
          Entry {auditId} in Activity
        </ButtonLink>
      </div>
    </section>
  )
}
